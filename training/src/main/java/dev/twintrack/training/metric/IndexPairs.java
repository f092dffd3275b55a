package dev.twintrack.training.metric;

import java.util.stream.IntStream;

/** A growing list of index pairs. */
final class IndexPairs {

    private final IntStream.Builder first = IntStream.builder();
    private final IntStream.Builder second = IntStream.builder();

    void add(int a, int b) {
        first.add(a);
        second.add(b);
    }

    /** The first halves; to be asked for once, when all are in. */
    int[] first() {
        return first.build().toArray();
    }

    /** The second halves; to be asked for once, when all are in. */
    int[] second() {
        return second.build().toArray();
    }
}
