package dev.twintrack.streams;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A sink that keeps what it gets. */
final class Recording implements Sink {

    final List<Event> events = new CopyOnWriteArrayList<>();
    final List<Long> frames = new CopyOnWriteArrayList<>();
    boolean finished;

    @Override
    public void event(Event event) {
        events.add(event);
    }

    @Override
    public void frame(TimedFrame frame, List<TrackView> tracks) {
        frames.add(frame.index());
    }

    @Override
    public void finish() {
        finished = true;
    }

    List<EventType> types() {
        return events.stream().map(Event::type).toList();
    }

    /** The events of one target. */
    List<TrackEvent> of(String track) {
        return events.stream()
                .filter(TrackEvent.class::isInstance)
                .map(TrackEvent.class::cast)
                .filter(event -> event.track().equals(track))
                .toList();
    }
}
