package dev.twintrack.streams.track;

import dev.twintrack.TwintrackException;
import dev.twintrack.streams.Event;
import dev.twintrack.streams.EventJson;
import dev.twintrack.streams.Sink;
import java.io.PrintWriter;

/** Every event on a line of the standard output, at once. */
final class ConsoleSink implements Sink {

    private final PrintWriter out;

    ConsoleSink(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void event(Event event) {
        out.println(EventJson.write(event));
        if (out.checkError()) {
            throw new TwintrackException("the standard output was closed before the end");
        }
    }
}
