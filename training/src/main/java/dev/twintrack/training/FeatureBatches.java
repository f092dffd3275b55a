package dev.twintrack.training;

import dev.twintrack.training.data.Pick;
import dev.twintrack.training.data.TrackSampler;
import dev.twintrack.training.loop.Batches;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * P × K batches of trunk features that were computed once, before training, for a number of views of each crop: what a
 * frozen trunk would give, at a hundredth of the time. View 0 is the plain crop.
 */
final class FeatureBatches implements Batches<EmbeddingBatch> {

    private static final int BLOCK = 64;

    private final TrackSampler sampler;
    private final int views;
    private final Map<Pick, float[]> features = new HashMap<>();

    /** Runs every view of every crop through the trunk. */
    FeatureBatches(TrackSampler sampler, int views, PooledTrunk trunk) {
        this.sampler = sampler;
        this.views = views;
        sampler.choose(0, views); // refuses too large a batch before the long part
        List<Pick> all = sampler.all(views);
        for (int first = 0; first < all.size(); first += BLOCK) {
            compute(all.subList(first, Math.min(all.size(), first + BLOCK)), trunk);
        }
    }

    private void compute(List<Pick> picks, PooledTrunk trunk) {
        List<Pick> plain = picks.stream().filter(pick -> pick.view() == 0).toList();
        List<Pick> changed = picks.stream().filter(pick -> pick.view() != 0).toList();
        keep(plain, trunk.features(sampler.plain(plain), plain.size()));
        keep(changed, trunk.features(sampler.draw(changed), changed.size()));
    }

    private void keep(List<Pick> picks, float[][] rows) {
        for (int i = 0; i < rows.length; i++) {
            features.put(picks.get(i), rows[i]);
        }
    }

    @Override
    public EmbeddingBatch batch(long index) {
        List<Pick> picks = sampler.choose(index, views);
        List<float[]> rows = new ArrayList<>();
        picks.forEach(pick -> rows.add(features.get(pick)));
        return batch(index, rows, CropBatches.labels(picks));
    }

    /** Feature rows as a batch. */
    static EmbeddingBatch batch(long index, List<float[]> rows, int[] labels) {
        int width = rows.get(0).length;
        float[] values = new float[rows.size() * width];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, values, i * width, width);
        }
        return new EmbeddingBatch(index, values, new long[] {width, 1, 1}, labels);
    }
}
