package dev.twintrack.training;

import dev.twintrack.training.data.Pick;
import dev.twintrack.training.data.TrackSampler;
import dev.twintrack.training.loop.Batches;
import java.util.List;

/** P × K batches of crops, each drawn when it is asked for. */
record CropBatches(TrackSampler sampler) implements Batches<EmbeddingBatch> {

    @Override
    public EmbeddingBatch batch(long index) {
        List<Pick> picks = sampler.choose(index, 0);
        return batch(sampler, index, picks, sampler.draw(picks));
    }

    /** Crops of picks as a batch. */
    static EmbeddingBatch batch(TrackSampler sampler, long index, List<Pick> picks, float[] crops) {
        long[] shape = {3, sampler.size(), sampler.size()};
        return new EmbeddingBatch(index, crops, shape, labels(picks));
    }

    static int[] labels(List<Pick> picks) {
        return picks.stream().mapToInt(Pick::track).toArray();
    }
}
