package dev.twintrack.streams;

import dev.twintrack.TwintrackException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;

/**
 * How to open a {@link FrameSource}.
 *
 * @param startFrame index of the first frame to give; those before are skipped. Must be 0 for a live source
 * @param maxFrames frames to give at most
 * @param connectTimeout how long a camera or an address may take until its first picture
 * @param readTimeout how long a live source may stay silent after that
 * @param clock says when a frame was captured
 */
public record SourceOptions(
        long startFrame, OptionalLong maxFrames, Duration connectTimeout, Duration readTimeout, InstantSource clock) {

    public SourceOptions {
        if (startFrame < 0) {
            throw new TwintrackException("start frame is %d: give 0 or more".formatted(startFrame));
        }
        if (maxFrames.isPresent() && maxFrames.getAsLong() < 1) {
            throw new TwintrackException("at most %d frames: give 1 or more".formatted(maxFrames.getAsLong()));
        }
    }

    /** Every frame; 10 s to connect, 10 s of silence; the system's clock. */
    public static SourceOptions defaults() {
        return new SourceOptions(
                0, OptionalLong.empty(), Duration.ofSeconds(10), Duration.ofSeconds(10), InstantSource.system());
    }

    public SourceOptions withStartFrame(long newStartFrame) {
        return new SourceOptions(newStartFrame, maxFrames, connectTimeout, readTimeout, clock);
    }

    public SourceOptions withMaxFrames(long newMaxFrames) {
        return new SourceOptions(startFrame, OptionalLong.of(newMaxFrames), connectTimeout, readTimeout, clock);
    }

    public SourceOptions withTimeouts(Duration newConnectTimeout, Duration newReadTimeout) {
        return new SourceOptions(startFrame, maxFrames, newConnectTimeout, newReadTimeout, clock);
    }

    public SourceOptions withClock(InstantSource newClock) {
        return new SourceOptions(startFrame, maxFrames, connectTimeout, readTimeout, newClock);
    }
}
