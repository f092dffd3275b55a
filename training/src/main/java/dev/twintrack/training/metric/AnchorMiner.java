package dev.twintrack.training.metric;

import java.util.function.IntPredicate;

/** One triplet a query: the positive and the negative are each chosen by how far they are. */
record AnchorMiner(Positive positive, Negative negative) implements Miner {

    enum Positive {
        FURTHEST,
        NEAREST
    }

    enum Negative {
        NEAREST,
        NEAREST_BEYOND_POSITIVE
    }

    private static final int NONE = -1;

    @Override
    public Triplets mine(DistanceTable table) {
        IndexTriplets triplets = new IndexTriplets();
        for (int query = 0; query < table.queries(); query++) {
            int chosen = positive(table, query);
            int against = chosen == NONE ? NONE : negative(table, query, chosen);
            if (against != NONE) {
                triplets.add(query, chosen, against);
            }
        }
        return triplets.triplets();
    }

    private int positive(DistanceTable table, int query) {
        boolean furthest = positive == Positive.FURTHEST;
        return extreme(table, query, furthest, reference -> table.positive(query, reference));
    }

    private int negative(DistanceTable table, int query, int chosen) {
        boolean any = negative == Negative.NEAREST;
        return nearest(
                table,
                query,
                reference -> table.negative(query, reference) && (any || table.excess(query, reference, chosen) > 0));
    }

    /** The nearest of the references that qualify, or -1. */
    static int nearest(DistanceTable table, int query, IntPredicate qualifies) {
        return extreme(table, query, false, qualifies);
    }

    private static int extreme(DistanceTable table, int query, boolean furthest, IntPredicate qualifies) {
        int best = NONE;
        for (int reference = 0; reference < table.references(); reference++) {
            if (qualifies.test(reference)) {
                double excess = best == NONE ? 0 : table.excess(query, reference, best);
                if (best == NONE || (furthest ? excess > 0 : excess < 0)) {
                    best = reference;
                }
            }
        }
        return best;
    }
}
