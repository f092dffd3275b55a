package dev.twintrack.training.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.twintrack.network.Tensor;
import java.util.Map;

/**
 * What a {@link TrainingLoop} minimises: a set of named arrays and a differentiable loss of one batch.
 * Used by the loop's thread alone.
 *
 * @param <B> a batch of samples as plain Java arrays
 */
public interface Objective<B> {

    /**
     * Every array of the network by its stable name, in a fixed order: what is learnt, what is frozen, and buffers
     * such as BatchNorm's running statistics. The arrays outlive the loop; their values change with every step.
     */
    Map<String, NDArray> parameters();

    /** Whether the array takes part in learning; buffers and frozen layers do not. */
    boolean trainable(String name);

    /**
     * The loss of a batch. In training the loop closes every array that was made in here on its thread, whatever
     * manager it belongs to: an array that is to be kept must be made beforehand.
     *
     * @param training whether layers behave as in training (batch statistics, dropout); gradients are recorded then
     */
    Losses losses(NDManager manager, B batch, boolean training);

    /** Samples in the batch, for pairs a second. */
    int size(B batch);

    /** The batch as named tensors, for the record that is kept when it breaks the run. */
    Map<String, Tensor> tensors(B batch);
}
