package dev.twintrack.training.evaluate;

import dev.twintrack.Frame;

/** Reads the pictures of one sequence. Cheap when indexes rise one by one. Used by one thread; close it. */
public interface FrameReader extends AutoCloseable {

    /**
     * One picture.
     *
     * @param index 0 for the first
     * @throws dev.twintrack.TwintrackException when the picture is missing or cannot be decoded
     */
    Frame read(int index);

    @Override
    default void close() {}
}
