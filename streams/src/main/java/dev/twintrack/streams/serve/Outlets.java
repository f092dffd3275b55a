package dev.twintrack.streams.serve;

import dev.twintrack.TwintrackException;
import dev.twintrack.streams.Event;
import dev.twintrack.streams.Sink;
import dev.twintrack.streams.TimedFrame;
import dev.twintrack.streams.TrackView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The sinks of one stream. One that fails gets nothing any more; the others still hear how it went on. */
final class Outlets implements AutoCloseable {

    private final List<Sink> all = new ArrayList<>();
    private final List<Sink> sound = new ArrayList<>();
    private Optional<TwintrackException> fault = Optional.empty();

    void add(Sink sink) {
        all.add(sink);
        sound.add(sink);
    }

    void events(List<Event> events) {
        each(sink -> events.forEach(sink::event));
    }

    void frame(TimedFrame frame, List<TrackView> views) {
        each(sink -> sink.frame(frame, views));
    }

    void finish() {
        each(Sink::finish);
    }

    /** What the first sink that failed said. */
    Optional<TwintrackException> fault() {
        return fault;
    }

    @Override
    public void close() {
        sound.clear();
        sound.addAll(all);
        each(Sink::close);
    }

    private void each(Consumer<Sink> deed) {
        for (Sink sink : List.copyOf(sound)) {
            try {
                deed.accept(sink);
            } catch (TwintrackException e) {
                sound.remove(sink);
                fault = fault.or(() -> Optional.of(e));
            }
        }
    }
}
