package dev.twintrack.training.metric;

import ai.djl.ndarray.NDArray;

/**
 * A loss on embeddings. Wherever there is nothing to learn from (an empty batch, no tuples, only single-member classes)
 * it is 0, and can still be differentiated. Stateless; used by the thread that owns the arrays.
 */
public interface MetricLoss {

    /** The distance that it pulls down and pushes up. */
    Distance distance();

    /**
     * The loss of chosen pairs or triplets.
     *
     * @return a scalar on the queries' manager
     */
    NDArray of(Comparison comparison, Tuples tuples);

    /** The loss of all pairs or triplets of a comparison, or of those that its miner chooses. */
    default NDArray of(Comparison comparison) {
        return of(comparison, Pairs.all(comparison.relations()));
    }

    /** The loss of a batch compared with itself. */
    default NDArray of(Labelled batch) {
        return of(Comparison.within(batch));
    }

    /** The loss of chosen pairs or triplets of a batch compared with itself. */
    default NDArray of(Labelled batch, Tuples tuples) {
        return of(Comparison.within(batch), tuples);
    }

    /** This loss on what a miner chooses, by this loss's distance. */
    default MetricLoss mining(Miner miner) {
        return new MinedLoss(this, miner);
    }

    /** {@link TripletMargin} by Euclidean distance. */
    static TripletMargin triplet(double margin) {
        return TripletMargin.of(Distance.euclidean(), margin);
    }

    /** {@link Contrastive} by Euclidean distance: positives at 0, negatives at least the margin apart. */
    static Contrastive contrastive(double margin) {
        return Contrastive.of(Distance.euclidean(), 0, margin);
    }

    /**
     * {@link InfoNce} by cosine similarity. On a batch that holds two views of each picture, labelled by picture, this is
     * NT-Xent.
     */
    static InfoNce infoNce(double temperature) {
        return InfoNce.of(Distance.cosine(), temperature);
    }

    /** {@link MultiSimilarity} by cosine similarity with the paper's values. */
    static MultiSimilarity multiSimilarity() {
        return MultiSimilarity.of(Distance.cosine(), 2, 50, 0.5);
    }
}
