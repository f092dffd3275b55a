package dev.twintrack.streams.live;

import java.time.Duration;

/** Whether somebody wants an end, and a sleep that ends with it. Safe for any thread. */
final class Cancellation {

    private boolean wanted;
    private Runnable errand = () -> {};

    synchronized boolean wanted() {
        return wanted;
    }

    void want() {
        Runnable now;
        synchronized (this) {
            wanted = true;
            now = errand;
            notifyAll();
        }
        now.run();
    }

    /** What to do when the end is wanted, in place of what was to be done before; at once if it is wanted already. */
    void onWant(Runnable newErrand) {
        boolean already;
        synchronized (this) {
            errand = newErrand;
            already = wanted;
        }
        if (already) {
            newErrand.run();
        }
    }

    /** False when the end was wanted before the time was over; an interrupt is such a wish. */
    synchronized boolean sleep(Duration duration) {
        long deadline = System.nanoTime() + duration.toNanos();
        try {
            for (long left = duration.toNanos(); left > 0 && !wanted; left = deadline - System.nanoTime()) {
                wait(left / 1_000_000, (int) (left % 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            wanted = true;
        }
        return !wanted;
    }
}
