package dev.twintrack.streams;

import dev.twintrack.Frame;
import dev.twintrack.TwintrackException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The {@link Clip} without a file: frames made when they are asked for, and a cable that can be cut. */
final class ClipSource implements FrameSource {

    private final int frames;
    private final boolean breaksOff;
    private int next;

    private ClipSource(int frames, boolean breaksOff) {
        this.frames = frames;
        this.breaksOff = breaksOff;
    }

    static ClipSource of(int frames) {
        return new ClipSource(frames, false);
    }

    /** After its last frame it fails instead of ending. */
    static ClipSource thatBreaksOffAfter(int frames) {
        return new ClipSource(frames, true);
    }

    static TimedFrame frame(int index) {
        return new TimedFrame(
                Frame.of(Clip.image(index)), index, Duration.ofMillis(40L * index), Instant.EPOCH.plusMillis(index));
    }

    @Override
    public SourceInfo info() {
        return new SourceInfo("clip", OptionalLong.of(frames), OptionalDouble.of(Clip.FRAMES_PER_SECOND), false);
    }

    @Override
    public Optional<TimedFrame> next() {
        if (next < frames) {
            return Optional.of(frame(next++));
        }
        if (breaksOff) {
            throw new TwintrackException("connection to clip lost");
        }
        return Optional.empty();
    }

    @Override
    public SourceLosses losses() {
        return SourceLosses.NONE;
    }

    @Override
    public void close() {}
}
