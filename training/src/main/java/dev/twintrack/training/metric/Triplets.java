package dev.twintrack.training.metric;

import dev.twintrack.TwintrackException;
import java.util.HashSet;
import java.util.Set;

/**
 * Triplets: place i of the three arrays holds an anchor, something like it and something unlike it.
 *
 * @param anchors indices of queries
 * @param positives indices of references
 * @param negatives indices of references
 */
public record Triplets(int[] anchors, int[] positives, int[] negatives) implements Tuples {

    public Triplets {
        if (anchors.length != positives.length || anchors.length != negatives.length) {
            throw new TwintrackException("triplets of %d anchors, %d positives and %d negatives: give as many of each"
                    .formatted(anchors.length, positives.length, negatives.length));
        }
    }

    /** Every triplet of a comparison. */
    public static Triplets all(Relations relations) {
        return Pairs.all(relations).asTriplets();
    }

    /** Number of triplets. */
    public int size() {
        return anchors.length;
    }

    @Override
    public boolean isEmpty() {
        return anchors.length == 0;
    }

    @Override
    public Triplets asTriplets() {
        return this;
    }

    @Override
    public Pairs asPairs() {
        IndexPairs positive = distinct(positives);
        IndexPairs negative = distinct(negatives);
        return new Pairs(positive.first(), positive.second(), negative.first(), negative.second());
    }

    private IndexPairs distinct(int[] others) {
        Set<Long> seen = new HashSet<>();
        IndexPairs pairs = new IndexPairs();
        for (int i = 0; i < anchors.length; i++) {
            if (seen.add((long) anchors[i] << 32 | others[i])) {
                pairs.add(anchors[i], others[i]);
            }
        }
        return pairs;
    }
}
