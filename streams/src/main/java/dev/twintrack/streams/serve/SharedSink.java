package dev.twintrack.streams.serve;

import dev.twintrack.streams.Event;
import dev.twintrack.streams.Sink;
import dev.twintrack.streams.TimedFrame;
import dev.twintrack.streams.TrackView;
import java.util.List;

/** A sink that outlives a stream, and may serve many on a thread each; finished and closed by whoever opened it. */
record SharedSink(Sink shared) implements Sink {

    @Override
    public void event(Event event) {
        synchronized (shared) {
            shared.event(event);
        }
    }

    @Override
    public void frame(TimedFrame frame, List<TrackView> tracks) {
        synchronized (shared) {
            shared.frame(frame, tracks);
        }
    }
}
