package dev.twintrack.streams.serve;

import dev.twintrack.streams.Event;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.Sink;
import dev.twintrack.streams.TrackEvent;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps every event, for tests to look at while streams run. */
final class Notes implements Sink {

    private final List<Event> events = new CopyOnWriteArrayList<>();

    @Override
    public void event(Event event) {
        events.add(event);
    }

    List<Event> of(String stream) {
        return events.stream().filter(event -> event.stream().equals(stream)).toList();
    }

    long count(String stream, EventType type) {
        return of(stream).stream().filter(event -> event.type() == type).count();
    }

    /** The last event of a target. */
    Optional<TrackEvent> last(String stream, String track) {
        return of(stream).stream()
                .filter(TrackEvent.class::isInstance)
                .map(TrackEvent.class::cast)
                .filter(event -> event.track().equals(track))
                .reduce((earlier, later) -> later);
    }
}
