package dev.twintrack.training.metric;

/**
 * What a miner chose, as indices into a {@link Comparison}: anchors index its queries, positives and negatives its
 * references. A miner gives the form that it thinks in; a loss asks for the form that it wants.
 */
public sealed interface Tuples permits Triplets, Pairs {

    /**
     * As triplets. Pairs give every combination of a positive and a negative pair that share their anchor; an anchor that
     * lacks either kind gives none.
     */
    Triplets asTriplets();

    /** As pairs. Triplets give each of their pairs once, in the order of first appearance. */
    Pairs asPairs();

    /** Whether there is nothing to learn from. */
    boolean isEmpty();
}
