package dev.twintrack.streams;

import java.util.Optional;

/**
 * Frames in their order, from a file, a folder, a camera or an address. One thread at a time calls {@link #next()};
 * {@link #close()} may come from another one once {@code next} has returned.
 */
public interface FrameSource extends AutoCloseable {

    SourceInfo info();

    /**
     * The next frame, or nothing at the end. A file gives every frame; a live source waits for a fresh one and drops
     * what it is too late for.
     *
     * @throws dev.twintrack.TwintrackException when a live source stays silent for its read time-out
     */
    Optional<TimedFrame> next();

    /** What did not reach the caller so far. */
    SourceLosses losses();

    @Override
    void close();
}
