package dev.twintrack.streams;

/**
 * Frames that a source could not hand on.
 *
 * @param undecodable frames in the middle of the stream that could not be decoded
 * @param dropped frames of a live source that were too late
 */
public record SourceLosses(long undecodable, long dropped) {

    public static final SourceLosses NONE = new SourceLosses(0, 0);
}
