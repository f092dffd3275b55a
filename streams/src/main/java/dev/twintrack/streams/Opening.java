package dev.twintrack.streams;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Something that takes its time to open, and does so on a thread of its own meanwhile. Closing closes what opened. */
public final class Opening<T extends AutoCloseable> implements AutoCloseable {

    private final CompletableFuture<T> opened = new CompletableFuture<>();

    /** Opens it on a thread of that name. */
    public Opening(String name, Supplier<T> opener) {
        Thread thread = new Thread(
                () -> {
                    try {
                        opened.complete(opener.get());
                    } catch (RuntimeException | Error e) {
                        opened.completeExceptionally(e);
                    }
                },
                "open " + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits for it; throws what opening threw. */
    public T get() {
        try {
            return opened.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        T resource = opened.exceptionally(e -> null).join();
        if (resource == null) {
            return;
        }
        try {
            resource.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
