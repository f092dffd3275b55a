package dev.twintrack.streams.live;

import dev.twintrack.TwintrackException;
import dev.twintrack.streams.FrameSource;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** One attempt to open a source, on a thread of its own, so that nobody waits for what hangs. Safe for any thread. */
final class Attempt {

    private final String description;
    private final CompletableFuture<FrameSource> opened = new CompletableFuture<>();
    private final Thread thread;

    Attempt(String description, Supplier<FrameSource> opener) {
        this.description = description;
        this.thread = daemon("reconnect " + description, () -> {
            try {
                FrameSource source = opener.get();
                if (!opened.complete(source)) {
                    source.close();
                }
            } catch (RuntimeException | Error e) {
                opened.completeExceptionally(e);
            }
        });
    }

    /** Closes a source on a thread of its own: what hangs may hang in closing as well. */
    static void close(FrameSource source) {
        source.cancel();
        daemon("close " + source.info().description(), source::close);
    }

    /** Nobody wants the source any more; if it opens later, it is closed. */
    void abandon() {
        opened.cancel(false);
    }

    /**
     * Waits for the source.
     *
     * @return nothing when it was abandoned
     * @throws TwintrackException when it cannot be opened, or not in time
     */
    Optional<FrameSource> await(Duration patience) {
        try {
            return Optional.of(opened.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (CancellationException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TwintrackException fault) {
                throw fault;
            }
            throw new TwintrackException("%s cannot be opened: %s".formatted(description, e.getCause()), e.getCause());
        } catch (TimeoutException e) {
            abandon();
            throw new TwintrackException("%s hangs while it is opened".formatted(description), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abandon();
            return Optional.empty();
        }
    }

    /** Whether its thread has not come back. */
    boolean hangs() {
        return thread.isAlive();
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
