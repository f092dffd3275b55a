package dev.twintrack.training.loop;

/**
 * Batches by position: the same index gives the same batch in every run with the same seed, which is what lets a resumed
 * run go on as if it had never stopped. The loop asks for ascending indices, so that a source can prepare the next ones
 * while the current one is learnt from.
 *
 * @param <B> a batch of samples
 */
public interface Batches<B> {

    /** The batch at a position, from 0; waits until it is there. */
    B batch(long index);
}
