package dev.twintrack.streams;

import dev.twintrack.TwintrackException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** What other threads want from the thread that drives a stream, until it has time. Safe for any thread. */
final class Wishes {

    private final Queue<Wish> waiting = new ArrayDeque<>();
    private boolean closed;

    private record Wish(Supplier<String> deed, CompletableFuture<String> answer) {

        void grant() {
            try {
                answer.complete(deed.get());
            } catch (TwintrackException e) {
                answer.completeExceptionally(e);
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
                throw e;
            }
        }
    }

    /** The answer comes once the driving thread has done the deed; it is cancelled when the stream ends before. */
    synchronized CompletableFuture<String> add(Supplier<String> deed) {
        Wish wish = new Wish(deed, new CompletableFuture<>());
        if (closed) {
            wish.answer().cancel(false);
        } else {
            waiting.add(wish);
        }
        return wish.answer();
    }

    /** Does everything that is waiting, on the calling thread. */
    void grantAll() {
        for (Wish wish = poll(); wish != null; wish = poll()) {
            wish.grant();
        }
    }

    /** Cancels what is waiting and whatever comes later. */
    synchronized void close() {
        closed = true;
        waiting.forEach(wish -> wish.answer().cancel(false));
        waiting.clear();
    }

    private synchronized Wish poll() {
        return waiting.poll();
    }
}
