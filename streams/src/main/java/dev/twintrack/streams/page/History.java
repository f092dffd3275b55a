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

/**
 * What a stream has told, its last {@value #CAPACITY} events. Where a recording jumps back, what was told of the frames
 * from there on is forgotten, since it is told again. Safe for any thread.
 */
final class History {

    static final int CAPACITY = 200_000;

    private final Deque<Event> events = new ArrayDeque<>();
    private final Set<String> alive = new TreeSet<>();

    synchronized void add(Event event) {
        if (event.type() == EventType.STREAM_GAP) {
            while (!events.isEmpty()
                    && events.peekLast().at().index() >= event.at().index()) {
                events.removeLast();
            }
        }
        events.addLast(event);
        if (events.size() > CAPACITY) {
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
