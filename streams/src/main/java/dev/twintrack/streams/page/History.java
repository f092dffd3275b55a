package dev.twintrack.streams.page;

import dev.twintrack.streams.Event;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.TrackEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntSupplier;

/**
 * What a stream has told, as many of its last events as there is room for. Where a recording jumps back, what was told of the frames
 * from there on is forgotten, since it is told again. Safe for any thread.
 */
final class History {

    private final IntSupplier capacity;
    private final Deque<Event> events = new ArrayDeque<>();
    private final Set<String> alive = new TreeSet<>();

    /** @param capacity events to hold, asked at each one */
    History(IntSupplier capacity) {
        this.capacity = capacity;
    }

    synchronized void add(Event event) {
        if (event.type() == EventType.STREAM_GAP) {
            while (!events.isEmpty()
                    && events.peekLast().at().index() >= event.at().index()) {
                events.removeLast();
            }
        }
        events.addLast(event);
        for (int most = capacity.getAsInt(); events.size() > most; ) {
            events.removeFirst();
        }
        if (event instanceof TrackEvent track) {
            if (track.type() == EventType.TRACK_ENDED) {
                alive.remove(track.track());
            } else {
                alive.add(track.track());
            }
        }
    }

    synchronized List<Event> events() {
        return List.copyOf(events);
    }

    /** The events about targets. */
    List<TrackEvent> tracks() {
        return events().stream()
                .filter(TrackEvent.class::isInstance)
                .map(TrackEvent.class::cast)
                .toList();
    }

    /** The starts of targets on the frame that was told of last, if that is its index. */
    synchronized List<TrackEvent> startedAt(long frame) {
        List<TrackEvent> started = new ArrayList<>();
        for (Iterator<Event> back = events.descendingIterator(); back.hasNext(); ) {
            Event event = back.next();
            if (event.at().index() != frame) {
                break;
            }
            if (event instanceof TrackEvent track && track.type() == EventType.TRACK_STARTED) {
                started.add(track);
            }
        }
        return started;
    }

    /** Names of the targets that have not ended. */
    synchronized List<String> alive() {
        return List.copyOf(alive);
    }
}
