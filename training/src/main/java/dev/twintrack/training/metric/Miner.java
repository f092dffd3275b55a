package dev.twintrack.training.metric;

import java.util.random.RandomGenerator;

/**
 * Chooses what a loss learns from. All miners keep these rules: a query is never its own positive; a query without a
 * positive (the only member of its class) or without a negative gives no triplet; an empty batch gives empty tuples; of
 * equally far references the one with the lowest index counts. Stateless, apart from the random ones' generator.
 */
@FunctionalInterface
public interface Miner {

    /** Chooses from a table of distances. */
    Tuples mine(DistanceTable table);

    /** Every valid triplet: "batch all" of Hermans et al., 2017, section 2. */
    static Miner batchAll() {
        return table -> Triplets.all(table.points().relations());
    }

    /**
     * For each query its furthest positive and its nearest negative: "batch hard" of Hermans et al., "In Defense of the
     * Triplet Loss for Person Re-Identification", 2017, equation 5.
     */
    static Miner batchHard() {
        return new AnchorMiner(AnchorMiner.Positive.FURTHEST, AnchorMiner.Negative.NEAREST);
    }

    /**
     * For each query its nearest positive and its nearest negative: "easy positive, hard negative" of Xuan et al.,
     * "Improved Embeddings with Easy Positive Triplet Mining", WACV 2020, section 3.
     */
    static Miner easyPositive() {
        return new AnchorMiner(AnchorMiner.Positive.NEAREST, AnchorMiner.Negative.NEAREST);
    }

    /**
     * For each query its nearest positive and the nearest of the negatives further than that: "easy positive, semi-hard
     * negative" of Xuan et al., WACV 2020, section 3. A query without such a negative gives none.
     */
    static Miner easyPositiveSemiHard() {
        return new AnchorMiner(AnchorMiner.Positive.NEAREST, AnchorMiner.Negative.NEAREST_BEYOND_POSITIVE);
    }

    /**
     * For each positive pair the nearest negative that is further than the positive by less than the margin (Schroff et
     * al., "FaceNet", CVPR 2015, section 3.2, equation 4). A pair without one gives none; equal distances are not
     * semi-hard.
     *
     * @param margin that of the loss, above 0
     */
    static Miner semiHard(double margin) {
        return new SemiHard(margin);
    }

    /** For each positive pair one negative drawn evenly: the baseline that mining has to beat. */
    static Miner random(RandomGenerator random) {
        return new RandomNegatives(random);
    }

    /**
     * For each positive pair one negative, drawn so that all distances are equally likely; with the paper's cut-offs 0.5
     * and 1.4.
     */
    static Miner distanceWeighted(RandomGenerator random) {
        return new DistanceWeighted(0.5, 1.4, random);
    }

    /** Pairs that are harder than the anchor's worst pair of the other kind, with the paper's epsilon of 0.1. */
    static Miner multiSimilarity() {
        return multiSimilarity(0.1);
    }

    /**
     * Pairs that are harder than the anchor's worst pair of the other kind.
     *
     * @param epsilon how much easier a pair may be and still count, in units of the distance
     */
    static Miner multiSimilarity(double epsilon) {
        return new MultiSimilarityMiner(epsilon);
    }
}
