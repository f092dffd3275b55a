package dev.twintrack.streams;

import java.time.Duration;
import java.time.Instant;

/**
 * Which frame, and when: what is left of a frame without its pixels.
 *
 * @param index 0 for the first frame of the source; dropped and undecodable frames count, so that the index stays in
 *     step with the source
 * @param mediaTime position in the source, counted from its own beginning
 * @param captureTime when the frame came into the process
 * @param width of the frame in pixels
 * @param height of the frame in pixels
 */
public record FrameStamp(long index, Duration mediaTime, Instant captureTime, int width, int height) {

    public FrameStamp {
        if (index < 0 || width <= 0 || height <= 0) {
            throw new IllegalArgumentException("frame %d of %d x %d pixels".formatted(index, width, height));
        }
    }
}
