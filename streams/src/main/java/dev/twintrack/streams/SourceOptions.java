package dev.twintrack.streams;

import dev.twintrack.TwintrackException;
import dev.twintrack.streams.live.Reconnect;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How to open a {@link FrameSource}.
 *
 * @param startFrame index of the first frame to give; those before are skipped. Must be 0 for a live source
 * @param maxFrames frames to give at most
 * @param connectTimeout how long a camera or an address may take until its first picture
 * @param readTimeout how long a live source may stay silent after that
 * @param clock says when a frame was captured
 * @param reconnect how a live source is opened anew after it was lost; when empty, its loss is its end
 * @param asLive whether a recording comes at its own pace, and frames that are late are dropped
 */
public record SourceOptions(
        long startFrame,
        OptionalLong maxFrames,
        Duration connectTimeout,
        Duration readTimeout,
        InstantSource clock,
        Optional<Reconnect> reconnect,
        boolean asLive) {

    public SourceOptions {
        if (startFrame < 0) {
            throw new TwintrackException("start frame is %d: give 0 or more".formatted(startFrame));
        }
        if (maxFrames.isPresent() && maxFrames.getAsLong() < 1) {
            throw new TwintrackException("at most %d frames: give 1 or more".formatted(maxFrames.getAsLong()));
        }
        for (Duration timeout : List.of(connectTimeout, readTimeout)) {
            if (timeout.compareTo(Duration.ofMillis(1)) < 0) {
                throw new TwintrackException(
                        "a time-out of %s ms: give 1 ms or more".formatted(timeout.toNanos() / 1e6));
            }
        }
    }

    /** Every frame; 10 s to connect, 10 s of silence; the system's clock; no second try; as fast as can be. */
    public static SourceOptions defaults() {
        return new SourceOptions(
                0,
                OptionalLong.empty(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                InstantSource.system(),
                Optional.empty(),
                false);
    }

    public SourceOptions withStartFrame(long newStartFrame) {
        return new SourceOptions(newStartFrame, maxFrames, connectTimeout, readTimeout, clock, reconnect, asLive);
    }

    public SourceOptions withMaxFrames(long newMaxFrames) {
        return new SourceOptions(
                startFrame, OptionalLong.of(newMaxFrames), connectTimeout, readTimeout, clock, reconnect, asLive);
    }

    public SourceOptions withTimeouts(Duration newConnectTimeout, Duration newReadTimeout) {
        return new SourceOptions(startFrame, maxFrames, newConnectTimeout, newReadTimeout, clock, reconnect, asLive);
    }

    public SourceOptions withClock(InstantSource newClock) {
        return new SourceOptions(startFrame, maxFrames, connectTimeout, readTimeout, newClock, reconnect, asLive);
    }

    public SourceOptions withReconnect(Reconnect newReconnect) {
        return new SourceOptions(
                startFrame, maxFrames, connectTimeout, readTimeout, clock, Optional.of(newReconnect), asLive);
    }

    public SourceOptions withAsLive(boolean newAsLive) {
        return new SourceOptions(startFrame, maxFrames, connectTimeout, readTimeout, clock, reconnect, newAsLive);
    }
}
