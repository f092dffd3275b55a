package dev.twintrack.streams;

import dev.twintrack.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A frame with its place in the stream.
 *
 * @param frame the pixels
 * @param index 0 for the first frame of the source; skipped frames count
 * @param mediaTime position in the source, counted from its own beginning
 * @param captureTime when the frame came into the process
 * @param gap what is missing between the frame before and this one, when the source knows
 */
public record TimedFrame(Frame frame, long index, Duration mediaTime, Instant captureTime, Optional<Gap> gap) {

    public TimedFrame(Frame frame, long index, Duration mediaTime, Instant captureTime) {
        this(frame, index, mediaTime, captureTime, Optional.empty());
    }

    /** The place without the pixels. */
    public FrameStamp stamp() {
        return new FrameStamp(index, mediaTime, captureTime, frame.width(), frame.height());
    }
}
