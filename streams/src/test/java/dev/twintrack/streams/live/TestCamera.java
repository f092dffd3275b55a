package dev.twintrack.streams.live;

/** A camera on the loopback address that can fail in the ways that cameras do. */
public interface TestCamera extends AutoCloseable {

    /** Pictures a second: few, so that a busy machine keeps up. */
    double RATE = 10;

    String address();

    /** As when it loses its power: its connections break and its port is closed. */
    void kill();

    /** With power again, at the same address. */
    void restart();

    /** Keeps its connections and sends nothing any more on those that it has; new ones are served. */
    void hang();

    @Override
    void close();
}
