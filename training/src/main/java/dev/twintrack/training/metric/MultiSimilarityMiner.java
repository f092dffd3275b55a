package dev.twintrack.training.metric;

import dev.twintrack.TwintrackException;

/**
 * Pair mining of Wang et al., "Multi-Similarity Loss with General Pair Weighting", CVPR 2019, section 3.2, equations 7
 * and 8: a negative counts if it is nearer than the anchor's furthest positive plus epsilon, a positive if it is further
 * than the anchor's nearest negative less epsilon. An anchor that lacks either kind gives nothing.
 *
 * @param epsilon in units of the distance, at least 0
 */
record MultiSimilarityMiner(double epsilon) implements Miner {

    MultiSimilarityMiner {
        if (!(epsilon >= 0)) {
            throw new TwintrackException(
                    "multi-similarity mining with epsilon %s: give a value of at least 0".formatted(epsilon));
        }
    }

    @Override
    public Pairs mine(DistanceTable table) {
        Triplets worst = new AnchorMiner(AnchorMiner.Positive.FURTHEST, AnchorMiner.Negative.NEAREST).mine(table);
        IndexPairs positive = new IndexPairs();
        IndexPairs negative = new IndexPairs();
        for (int i = 0; i < worst.size(); i++) {
            int query = worst.anchors()[i];
            for (int j = 0; j < table.references(); j++) {
                if (table.positive(query, j) && table.excess(query, j, worst.negatives()[i]) > -epsilon) {
                    positive.add(query, j);
                }
                if (table.negative(query, j) && table.excess(query, j, worst.positives()[i]) < epsilon) {
                    negative.add(query, j);
                }
            }
        }
        return new Pairs(positive.first(), positive.second(), negative.first(), negative.second());
    }
}
