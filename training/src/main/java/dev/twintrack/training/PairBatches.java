package dev.twintrack.training;

import dev.twintrack.training.data.PairBatch;
import dev.twintrack.training.data.PairLoader;
import dev.twintrack.training.data.PairSampler;
import dev.twintrack.training.loop.Batches;

/** Pairs by position, drawn ahead in the background from the first position that is asked for. */
final class PairBatches implements Batches<PairBatch>, AutoCloseable {

    private final PairSampler sampler;
    private final DataConfig config;
    private PairLoader loader;
    private long next;

    PairBatches(PairSampler sampler, DataConfig config) {
        this.sampler = sampler;
        this.config = config;
    }

    @Override
    public PairBatch batch(long index) {
        if (loader == null || index != next) {
            close();
            loader = PairLoader.start(sampler, config.batch(), index, config.workers(), config.ahead());
        }
        next = index + 1;
        return loader.next();
    }

    @Override
    public void close() {
        if (loader != null) {
            loader.close();
        }
    }
}
