package dev.twintrack.training.evaluate;

import dev.twintrack.Box;
import dev.twintrack.Frame;

/**
 * Any tracker, as a benchmark sees it. For each picture the benchmark calls {@link #show} and then {@link #start} or
 * {@link #update}; the clock runs during the latter two only, so that a tracker converts pixels into a container of
 * its own inside {@code show} at nobody's cost. Used by one thread; close it.
 */
public interface BenchmarkTracker extends AutoCloseable {

    /** The picture that the next call is about. */
    void show(Frame frame);

    /** Forgets everything and starts to follow what is inside the box of the picture shown last. */
    void start(Box box);

    /** Finds the target in the picture shown last. */
    Prediction update();

    @Override
    default void close() {}
}
