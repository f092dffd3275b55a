package dev.twintrack.training.metric;

import java.util.stream.IntStream;

/** A growing list of index triplets. */
final class IndexTriplets {

    private final IntStream.Builder anchors = IntStream.builder();
    private final IntStream.Builder positives = IntStream.builder();
    private final IntStream.Builder negatives = IntStream.builder();

    void add(int anchor, int positive, int negative) {
        anchors.add(anchor);
        positives.add(positive);
        negatives.add(negative);
    }

    /** What was gathered; to be asked for once, when all are in. */
    Triplets triplets() {
        return new Triplets(
                anchors.build().toArray(),
                positives.build().toArray(),
                negatives.build().toArray());
    }
}
