package dev.twintrack;

/** Adds up where the time of updates goes, in nanoseconds. */
final class Stopwatch {

    private long updates;
    private long crop;
    private long encoder;
    private long rest;

    void add(int newUpdates, long cropNanos, long encoderNanos, long restNanos) {
        updates += newUpdates;
        crop += cropNanos;
        encoder += encoderNanos;
        rest += restNanos;
    }

    StageTimes times() {
        return new StageTimes(updates, crop, encoder, 0, rest);
    }
}
