package dev.twintrack.streams.page;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * News for one browser. Who posts never waits: when the browser is slow, the oldest news that later news outdates is
 * dropped and counted. Safe for any thread.
 */
final class Mailbox {

    private final int capacity;
    private final Deque<News> waiting = new ArrayDeque<>();
    private long dropped;
    private boolean closed;

    /**
     * Something to tell.
     *
     * @param name of the server-sent event
     * @param json its data, on one line
     * @param droppable whether later news of the kind makes it dispensable
     */
    record News(String name, String json, boolean droppable) {}

    Mailbox(int capacity) {
        this.capacity = capacity;
    }

    synchronized void post(News news) {
        if (waiting.size() >= capacity) {
            dropOne();
        }
        waiting.addLast(news);
        notifyAll();
    }

    /** Waits for news and takes all there is, the oldest first; nothing when none comes in time, or once closed. */
    synchronized List<News> takeAll(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toMillis(); waiting.isEmpty() && !closed && left > 0; ) {
                wait(left);
                left = (deadline - System.nanoTime()) / 1_000_000;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
        List<News> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }

    /** News that never reached the browser. */
    synchronized long dropped() {
        return dropped;
    }

    /** No further news comes; what waits may still be taken. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized boolean closed() {
        return closed && waiting.isEmpty();
    }

    private void dropOne() {
        dropped++;
        for (Iterator<News> rest = waiting.iterator(); rest.hasNext(); ) {
            if (rest.next().droppable()) {
                rest.remove();
                return;
            }
        }
        waiting.removeFirst();
    }
}
