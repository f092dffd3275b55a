package dev.twintrack.streams.delivery;

import dev.twintrack.streams.Event;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.StreamEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Letters between pipelines, which must not wait, and a taker, which may be slow or cut off. They come out in the order
 * of their positions. When there are too many updates, the oldest goes, and a gap event that counts what went comes out
 * before the next event of the same stream. The life cycle never goes; when there is too much of it, what is new is
 * refused, and counted in the same way. Safe for any thread.
 */
final class EventQueue {

    private final int mostUpdates;
    private final int mostLifeCycle;
    private final TreeMap<Long, Letter> waiting = new TreeMap<>();
    private final TreeMap<Long, Letter> updates = new TreeMap<>();
    private final Map<String, Lane> lanes = new HashMap<>();
    private long thinned;
    private long refused;

    /**
     * @param mostUpdates updates that may wait
     * @param mostLifeCycle events of the life cycle that may wait beside them
     */
    EventQueue(int mostUpdates, int mostLifeCycle) {
        this.mostUpdates = mostUpdates;
        this.mostLifeCycle = mostLifeCycle;
    }

    /** Whether an event would be accepted now; counts it as missing if not. */
    synchronized boolean accepts(Event event) {
        if (event.type().droppable() || waiting.size() - updates.size() < mostLifeCycle) {
            return true;
        }
        refused++;
        lane(event).owe(1);
        return false;
    }

    /** Adds a letter and never waits; to make room, the oldest update may go. */
    synchronized void add(Letter letter) {
        put(letter);
        lane(letter.event()).add(letter.position());
        while (updates.size() > mostUpdates) {
            drop(updates.firstEntry().getValue());
        }
        notifyAll();
    }

    /** Gives a letter back that was taken in vain: it comes again at its place. */
    synchronized void giveBack(Letter letter) {
        put(letter);
        lane(letter.event()).addAgain(letter.position());
        notifyAll();
    }

    /** Takes the next letter; nothing when none comes in time, or on an interrupt. */
    synchronized Optional<Letter> take(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toMillis(); waiting.isEmpty() && left > 0; ) {
                wait(left);
                left = (deadline - System.nanoTime()) / 1_000_000;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return waiting.isEmpty() ? Optional.empty() : Optional.of(takeFirst());
    }

    synchronized int size() {
        return waiting.size();
    }

    /** Events of the life cycle that wait. */
    synchronized int lifeCycle() {
        return waiting.size() - updates.size();
    }

    /** Updates that went to make room. */
    synchronized long thinned() {
        return thinned;
    }

    /** Events of the life cycle that found no room. */
    synchronized long refused() {
        return refused;
    }

    private Letter takeFirst() {
        Letter first = waiting.firstEntry().getValue();
        Lane lane = lane(first.event());
        Optional<Letter> gap = lane.gapBefore(first);
        if (gap.isPresent()) {
            return gap.get();
        }
        waiting.remove(first.position());
        updates.remove(first.position());
        lane.remove(first);
        return first;
    }

    private void put(Letter letter) {
        waiting.put(letter.position(), letter);
        if (letter.event().type().droppable()) {
            updates.put(letter.position(), letter);
        }
    }

    private void drop(Letter update) {
        waiting.remove(update.position());
        updates.remove(update.position());
        lane(update.event()).drop(update.position());
        thinned++;
    }

    private Lane lane(Event event) {
        return lanes.computeIfAbsent(event.stream(), stream -> new Lane());
    }

    /** What waits of one stream, and what is missing in between. */
    private static final class Lane {

        private final TreeMap<Long, Long> missedBefore = new TreeMap<>();
        private long missedAfterAll;
        private long ownSequence;
        private int inserts;

        void add(long position) {
            missedBefore.put(position, missedAfterAll);
            missedAfterAll = 0;
        }

        void addAgain(long position) {
            missedBefore.put(position, 0L);
        }

        void owe(long missed) {
            missedAfterAll += missed;
        }

        void drop(long position) {
            long missed = 1 + missedBefore.remove(position);
            Long next = missedBefore.higherKey(position);
            while (next != null && Letter.inserted(next)) {
                next = missedBefore.higherKey(next);
            }
            if (next == null) {
                missedAfterAll += missed;
            } else {
                missedBefore.merge(next, missed, Long::sum);
            }
        }

        void remove(Letter letter) {
            missedBefore.remove(letter.position());
            if (!letter.event().type().ofTrack() && letter.event().sequence() > ownSequence) {
                ownSequence = letter.event().sequence();
                inserts = 0;
            }
        }

        Optional<Letter> gapBefore(Letter letter) {
            long missed = missedBefore.get(letter.position());
            if (missed == 0) {
                return Optional.empty();
            }
            missedBefore.put(letter.position(), 0L);
            Event event = letter.event();
            StreamEvent gap = new StreamEvent(
                    event.stream(),
                    EventType.STREAM_GAP,
                    ownSequence,
                    event.at(),
                    Optional.of("Kafka was out of reach"),
                    OptionalLong.of(missed),
                    OptionalInt.of(++inserts));
            return Optional.of(new Letter(letter.position() - 1, gap, false));
        }
    }
}
