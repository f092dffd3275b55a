package dev.twintrack.streams;

import java.util.Optional;
import java.util.OptionalLong;

/** The first so many frames of another source. */
final class LimitedSource implements FrameSource {

    private final FrameSource source;
    private final long limit;
    private long given;

    LimitedSource(FrameSource source, long limit) {
        this.source = source;
        this.limit = limit;
    }

    @Override
    public SourceInfo info() {
        SourceInfo whole = source.info();
        long frames = Math.min(limit, whole.frameCount().orElse(limit));
        return new SourceInfo(whole.description(), OptionalLong.of(frames), whole.framesPerSecond(), whole.live());
    }

    @Override
    public Optional<TimedFrame> next() {
        return given++ < limit ? source.next() : Optional.empty();
    }

    @Override
    public SourceLosses losses() {
        return source.losses();
    }

    @Override
    public void cancel() {
        source.cancel();
    }

    @Override
    public void close() {
        source.close();
    }
}
