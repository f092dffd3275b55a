package dev.twintrack.streams;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * Events between a pipeline, which must not wait, and a taker, which may be slow or cut off. When there are too many, the
 * oldest {@linkplain EventType#droppable() droppable} one goes first; the life cycle goes only when nothing else is
 * left. Safe for any thread.
 */
final class EventQueue {

    private final int capacity;
    private final Deque<Event> returned = new ArrayDeque<>();
    private final Deque<Event> waiting = new ArrayDeque<>();

    EventQueue(int capacity) {
        this.capacity = capacity;
    }

    /** Adds an event and never waits. */
    synchronized void add(Event event) {
        if (size() >= capacity && !dropOldest(returned) && !dropOldest(waiting)) {
            if (event.type().droppable()) {
                return;
            }
            (returned.isEmpty() ? waiting : returned).removeFirst();
        }
        waiting.addLast(event);
        notifyAll();
    }

    /** Gives an event back that was taken in vain: it comes again before all that still wait. */
    synchronized void giveBack(Event event) {
        returned.addLast(event);
        notifyAll();
    }

    /** Takes the next event; nothing when none comes in time, or on an interrupt. */
    synchronized Optional<Event> take(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toMillis(); size() == 0 && left > 0; ) {
                wait(left);
                left = (deadline - System.nanoTime()) / 1_000_000;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.ofNullable(returned.isEmpty() ? waiting.pollFirst() : returned.pollFirst());
    }

    synchronized int size() {
        return returned.size() + waiting.size();
    }

    private static boolean dropOldest(Deque<Event> events) {
        for (Iterator<Event> rest = events.iterator(); rest.hasNext(); ) {
            if (rest.next().type().droppable()) {
                rest.remove();
                return true;
            }
        }
        return false;
    }
}
