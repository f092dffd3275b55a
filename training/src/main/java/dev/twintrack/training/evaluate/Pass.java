package dev.twintrack.training.evaluate;

/**
 * One run of a tracker over a sequence or a part of it.
 *
 * @param name the file of its result, below the tracker's folder and without {@code .txt}; parts apart by {@code /}
 * @param body does it
 */
record Pass(String name, Body body) {

    /** How a pass is run. */
    interface Body {

        Take run(BenchmarkTracker tracker, Sequence sequence, OnePass timed);
    }
}
