package dev.twintrack.streams.serve;

import dev.twintrack.streams.Event;
import dev.twintrack.streams.Sink;

/** One sink for the events of many streams, each on its own thread; finished and closed by whoever opened it. */
record SharedSink(Sink shared) implements Sink {

    @Override
    public void event(Event event) {
        synchronized (shared) {
            shared.event(event);
        }
    }
}
