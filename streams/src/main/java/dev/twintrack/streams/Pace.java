package dev.twintrack.streams;

import java.util.Optional;

/** Says when the thread that drives a stream may take the next frame, and when there is none. Safe for any thread. */
public final class Pace {

    private boolean paused;
    private int steps;
    private boolean nudged;
    private Optional<String> stopReason = Optional.empty();

    /** No frame from now on, until {@link #resume} or {@link #step}. */
    public synchronized void pause() {
        paused = true;
        steps = 0;
    }

    /** Frames again, as they come. */
    public synchronized void resume() {
        paused = false;
        notifyAll();
    }

    /** One frame more, then paused again. */
    public synchronized void step() {
        paused = true;
        steps++;
        notifyAll();
    }

    /** Something is to be done even if paused. */
    public synchronized void nudge() {
        nudged = true;
        notifyAll();
    }

    /** Ends it all; the first reason counts. */
    public synchronized void stop(String reason) {
        stopReason = stopReason.or(() -> Optional.of(reason));
        notifyAll();
    }

    /** Why it ended, if it did. */
    public synchronized Optional<String> stopReason() {
        return stopReason;
    }

    /**
     * Waits while paused, and runs the errand whenever nudged meanwhile.
     *
     * @return false when there is to be no next frame
     */
    public boolean awaitTurn(Runnable errand) {
        while (true) {
            synchronized (this) {
                awaitNews();
                nudged = false;
                if (stopReason.isPresent()) {
                    return false;
                }
                if (!paused || steps > 0) {
                    steps = Math.max(0, steps - 1);
                    return true;
                }
            }
            errand.run();
        }
    }

    private void awaitNews() {
        try {
            while (paused && steps == 0 && !nudged && stopReason.isEmpty()) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop("interrupted");
        }
    }
}
