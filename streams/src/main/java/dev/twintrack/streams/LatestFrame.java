package dev.twintrack.streams;

import dev.twintrack.TwintrackException;
import java.time.Duration;
import java.util.Optional;

/**
 * A place for one frame between a capture thread and whoever is slower: a newer frame replaces an older one. Safe for
 * any thread.
 */
public final class LatestFrame {

    private Optional<TimedFrame> frame = Optional.empty();
    private Optional<TwintrackException> fault = Optional.empty();
    private boolean closed;
    private boolean ended;
    private long dropped;

    /** Leaves a frame, in place of the one that is there. */
    public synchronized void put(TimedFrame newer) {
        if (frame.isPresent()) {
            dropped++;
        }
        frame = Optional.of(newer);
        notifyAll();
    }

    /** No further frame comes, for this reason; the one that is there may still be taken. */
    public synchronized void fail(TwintrackException reason) {
        fault = Optional.of(reason);
        notifyAll();
    }

    /** No further frame comes, as was to be expected; the one that is there may still be taken. */
    public synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Whether nothing can be taken any more, for another reason than a fault. */
    public synchronized boolean over() {
        return closed || ended && frame.isEmpty();
    }

    /** No further frame is wanted. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized boolean closed() {
        return closed;
    }

    /** Frames that were replaced before anyone took them. */
    public synchronized long dropped() {
        return dropped;
    }

    /**
     * Waits for a frame and takes it.
     *
     * @return nothing once closed or ended, after an interrupt, or when the time is over
     * @throws TwintrackException the fault, when there is one and no frame
     */
    public synchronized Optional<TimedFrame> take(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            long left = patience.toNanos();
            while (frame.isEmpty() && fault.isEmpty() && !closed && !ended && left > 0) {
                wait(left / 1_000_000, (int) (left % 1_000_000));
                left = deadline - System.nanoTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
        if (closed) {
            return Optional.empty();
        }
        if (frame.isEmpty() && fault.isPresent()) {
            throw fault.get();
        }
        Optional<TimedFrame> taken = frame;
        frame = Optional.empty();
        return taken;
    }
}
