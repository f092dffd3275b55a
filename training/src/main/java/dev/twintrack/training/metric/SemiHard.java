package dev.twintrack.training.metric;

import dev.twintrack.TwintrackException;

/**
 * The nearest negative in the band {@code d(a, p) < d(a, n) < d(a, p) + margin} of each positive pair.
 *
 * @param margin in units of the distance
 */
record SemiHard(double margin) implements Miner {

    SemiHard {
        if (!(margin > 0)) {
            throw new TwintrackException("semi-hard mining with margin %s: give a margin above 0".formatted(margin));
        }
    }

    @Override
    public Triplets mine(DistanceTable table) {
        IndexTriplets triplets = new IndexTriplets();
        for (int query = 0; query < table.queries(); query++) {
            for (int positive = 0; positive < table.references(); positive++) {
                int negative = table.positive(query, positive) ? inBand(table, query, positive) : -1;
                if (negative >= 0) {
                    triplets.add(query, positive, negative);
                }
            }
        }
        return triplets.triplets();
    }

    private int inBand(DistanceTable table, int query, int positive) {
        return AnchorMiner.nearest(table, query, reference -> {
            double beyond = table.excess(query, reference, positive);
            return table.negative(query, reference) && beyond > 0 && beyond < margin;
        });
    }
}
