package dev.twintrack.training.embed;

import dev.twintrack.Crop;
import dev.twintrack.training.data.Appearance;
import dev.twintrack.training.data.CropStore;
import dev.twintrack.training.data.Motion;
import dev.twintrack.training.data.Pick;
import dev.twintrack.training.data.Split;
import dev.twintrack.training.data.TrackOptions;
import dev.twintrack.training.data.TrackSampler;
import java.nio.file.Path;
import java.util.List;

/**
 * Crops of a crop store, embedded: at most so many of each track, spread evenly over it.
 *
 * @param embeddings one row a crop
 * @param tracks the track that each shows
 */
record StoreCrops(float[][] embeddings, int[] tracks) {

    private static final int BLOCK = 64;

    /** Embeds the sequences that a share of {@code heldBack} keeps from training; 1 takes nearly all. */
    static StoreCrops of(Path store, Embedder embedder, double heldBack, int perTrack) {
        TrackOptions options =
                new TrackOptions(embedder.size(), 2, 2, List.of(), heldBack, Motion.defaults(), Appearance.defaults());
        TrackSampler sampler = TrackSampler.of(CropStore.open(store), options, Split.VALIDATION, 0);
        List<Pick> picks = sampler.spread(perTrack);
        float[][] embeddings = new float[picks.size()][];
        for (int first = 0; first < picks.size(); first += BLOCK) {
            List<Pick> part = picks.subList(first, Math.min(picks.size(), first + BLOCK));
            byte[] crops = Crop.pixels(sampler.plain(part), part.size(), embedder.size());
            float[][] rows = embedder.embed(crops, part.size());
            System.arraycopy(rows, 0, embeddings, first, rows.length);
        }
        return new StoreCrops(embeddings, picks.stream().mapToInt(Pick::track).toArray());
    }
}
