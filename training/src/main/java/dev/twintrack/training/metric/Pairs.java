package dev.twintrack.training.metric;

import dev.twintrack.TwintrackException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Positive and negative pairs, each an anchor and a reference at the same place of two arrays.
 *
 * @param positiveAnchors indices of queries
 * @param positives indices of references like them
 * @param negativeAnchors indices of queries
 * @param negatives indices of references unlike them
 */
public record Pairs(int[] positiveAnchors, int[] positives, int[] negativeAnchors, int[] negatives) implements Tuples {

    public Pairs {
        if (positiveAnchors.length != positives.length || negativeAnchors.length != negatives.length) {
            throw new TwintrackException("pairs of %d anchors and %d positives, %d anchors and %d negatives: %s"
                    .formatted(
                            positiveAnchors.length,
                            positives.length,
                            negativeAnchors.length,
                            negatives.length,
                            "give one anchor each"));
        }
    }

    /** Every pair of a comparison, by anchor. */
    public static Pairs all(Relations relations) {
        IndexPairs positive = new IndexPairs();
        IndexPairs negative = new IndexPairs();
        for (int i = 0; i < relations.queryLabels().length; i++) {
            for (int j = 0; j < relations.referenceLabels().length; j++) {
                if (relations.positive(i, j)) {
                    positive.add(i, j);
                } else if (relations.negative(i, j)) {
                    negative.add(i, j);
                }
            }
        }
        return new Pairs(positive.first(), positive.second(), negative.first(), negative.second());
    }

    @Override
    public boolean isEmpty() {
        return positives.length == 0 && negatives.length == 0;
    }

    @Override
    public Triplets asTriplets() {
        Map<Integer, List<Integer>> negativesOf = new HashMap<>();
        for (int i = 0; i < negatives.length; i++) {
            negativesOf
                    .computeIfAbsent(negativeAnchors[i], anchor -> new ArrayList<>())
                    .add(negatives[i]);
        }
        IndexTriplets triplets = new IndexTriplets();
        for (int i = 0; i < positives.length; i++) {
            for (int negative : negativesOf.getOrDefault(positiveAnchors[i], List.of())) {
                triplets.add(positiveAnchors[i], positives[i], negative);
            }
        }
        return triplets.triplets();
    }

    @Override
    public Pairs asPairs() {
        return this;
    }
}
