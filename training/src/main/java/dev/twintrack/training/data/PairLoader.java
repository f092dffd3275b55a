package dev.twintrack.training.data;

import dev.twintrack.TwintrackException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;

/**
 * Keeps batches ready: background threads draw ahead, at most {@code depth} batches. They come in the order of their
 * numbers whatever the number of threads, so that a run can be repeated and resumed. {@link #next} is for one thread.
 */
public final class PairLoader implements AutoCloseable {

    private final LongFunction<PairBatch> draw;
    private final ExecutorService threads;
    private final Deque<Future<PairBatch>> ahead = new ArrayDeque<>();
    private long submitted;
    private long waitedNanos;

    private PairLoader(LongFunction<PairBatch> draw, long firstBatch, int workers) {
        this.draw = draw;
        this.submitted = firstBatch;
        this.threads = Executors.newFixedThreadPool(workers, task -> {
            Thread thread = new Thread(task, "pair-loader");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts drawing.
     *
     * @param firstBatch number of the first batch, from 0: batch {@code k} is pairs {@code k × batchSize} onwards
     * @param workers background threads
     * @param depth most batches ready or being drawn
     */
    public static PairLoader start(PairSampler sampler, int batchSize, long firstBatch, int workers, int depth) {
        return start(number -> sampler.batch(number * batchSize, batchSize), firstBatch, workers, depth);
    }

    /** The same with another way to draw a batch by its number; several threads call it. */
    static PairLoader start(LongFunction<PairBatch> draw, long firstBatch, int workers, int depth) {
        PairLoader loader = new PairLoader(draw, firstBatch, workers);
        for (int i = 0; i < Math.max(1, depth); i++) {
            loader.submit();
        }
        return loader;
    }

    private void submit() {
        long number = submitted++;
        ahead.add(threads.submit(() -> draw.apply(number)));
    }

    /** The next batch; waits until it is drawn. */
    public PairBatch next() {
        long start = System.nanoTime();
        try {
            PairBatch batch = ahead.remove().get();
            submit();
            waitedNanos += System.nanoTime() - start;
            return batch;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TwintrackException("interrupted while waiting for training data", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Time that {@link #next} has spent waiting since the start, in seconds. */
    public double secondsWaited() {
        return waitedNanos * 1e-9;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
