package dev.twintrack.streams;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * While this is open, Ctrl-C and a polite kill do not end the process at once: they ask the work to stop, and wait until
 * this is closed, for some time at most. Safe for any thread.
 */
public final class Interruption implements AutoCloseable {

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook;
    private Runnable stop = () -> {};
    private boolean interrupted;

    /** @param patience how long the work may take to stop */
    public Interruption(Duration patience) {
        hook = new Thread(() -> interrupt(patience), "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Says how to stop the work; done at once if the interrupt came before. */
    public synchronized void stopsBy(Runnable newStop) {
        stop = newStop;
        if (interrupted) {
            stop.run();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, by this very hook.
        }
    }

    private void interrupt(Duration patience) {
        synchronized (this) {
            interrupted = true;
            stop.run();
        }
        try {
            closed.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
