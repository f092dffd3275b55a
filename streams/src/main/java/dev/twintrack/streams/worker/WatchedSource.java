package dev.twintrack.streams.worker;

import dev.twintrack.streams.FrameSource;
import dev.twintrack.streams.SourceInfo;
import dev.twintrack.streams.SourceLosses;
import dev.twintrack.streams.TimedFrame;
import dev.twintrack.streams.observe.StreamWatch;
import java.util.List;
import java.util.Optional;

/** A source whose frames are counted as they come. */
record WatchedSource(FrameSource source, StreamWatch watch) implements FrameSource {

    @Override
    public SourceInfo info() {
        return source.info();
    }

    @Override
    public Optional<TimedFrame> next() {
        Optional<TimedFrame> next = source.next();
        next.ifPresent(frame -> watch.seen(List.of()));
        return next;
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
