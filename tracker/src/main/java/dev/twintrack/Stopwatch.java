package dev.twintrack;

/** Adds up where the time of updates goes, in nanoseconds. */
final class Stopwatch {

    private long updates;
    private long crop;
    private long encoder;
    private long correlation;
    private long outside;

    /** Time of reading one response; it is also part of what {@link #add} gets as outside the network. */
    void correlated(long nanos) {
        correlation += nanos;
    }

    void add(int newUpdates, long cropNanos, long encoderNanos, long outsideNanos) {
        updates += newUpdates;
        crop += cropNanos;
        encoder += encoderNanos;
        outside += outsideNanos;
    }

    StageTimes times() {
        return new StageTimes(updates, crop, encoder, correlation, outside - correlation);
    }
}
