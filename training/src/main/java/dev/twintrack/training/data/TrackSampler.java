package dev.twintrack.training.data;

import dev.twintrack.Box;
import dev.twintrack.Crop;
import dev.twintrack.TwintrackException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Draws P × K batches for metric learning from a crop store: P tracks, K crops of each, so that every crop has positives
 * in its batch (Hermans et al., "In Defense of the Triplet Loss", 2017, section 2). Batch {@code i} depends on the seed and
 * on {@code i} alone. A track of one picture gives K views of it. Immutable and safe for several threads.
 */
public final class TrackSampler {

    private final CropStore store;
    private final TrackOptions options;
    private final long seed;
    private final List<StoredTrack> tracks;
    private final Map<StoredTrack, Integer> indices = new IdentityHashMap<>();
    private final Mixture mixture;
    private final Retouch retouch;

    private TrackSampler(CropStore store, TrackOptions options, TrackPool pool, long seed) {
        this.store = store;
        this.options = options;
        this.seed = seed;
        this.mixture = new Mixture(options.shares(), pool);
        this.tracks = pool.all().stream()
                .filter(track -> mixture.weighs(track.sequence().dataset()))
                .toList();
        this.retouch = new Retouch(options.appearance());
        for (int i = 0; i < tracks.size(); i++) {
            indices.put(tracks.get(i), i);
        }
    }

    /**
     * A sampler over one part of a store.
     *
     * @throws TwintrackException when a share names a data set that the part lacks
     */
    public static TrackSampler of(CropStore store, TrackOptions options, Split split, long seed) {
        return new TrackSampler(store, options, new TrackPool(store, split, options.heldBack()), seed);
    }

    /** Number of tracks. */
    public int tracks() {
        return tracks.size();
    }

    /** Number of crops of a track. */
    public int crops(int track) {
        return tracks.get(track).patches().size();
    }

    /** The object's class, or empty. */
    public String label(int track) {
        return tracks.get(track).label();
    }

    /** Side of a crop in pixels. */
    public int size() {
        return options.size();
    }

    /**
     * The crops of a batch: {@code P · K} picks, the K of a track together.
     *
     * @param views bound of the picks' views, or 0 for none
     * @throws TwintrackException when there are fewer than P tracks
     */
    public List<Pick> choose(long index, int views) {
        if (tracks() < options.tracks()) {
            throw new TwintrackException("a batch of %d tracks from %d: give fewer tracks or more data"
                    .formatted(options.tracks(), tracks()));
        }
        RandomGenerator random = Seeds.stream(seed, index);
        List<Pick> picks = new ArrayList<>();
        for (int track : drawTracks(random)) {
            for (int crop : drawCrops(crops(track), random)) {
                picks.add(new Pick(track, crop, views > 0 ? random.nextInt(views) : random.nextLong()));
            }
        }
        return picks;
    }

    /** Every crop in {@code views} views, track by track. */
    public List<Pick> all(int views) {
        List<Pick> picks = new ArrayList<>();
        for (int track = 0; track < tracks(); track++) {
            for (int crop = 0; crop < crops(track); crop++) {
                for (int view = 0; view < views; view++) {
                    picks.add(new Pick(track, crop, view));
                }
            }
        }
        return picks;
    }

    /** At most {@code perTrack} crops of each track that has two or more, evenly spread over it. */
    public List<Pick> spread(int perTrack) {
        List<Pick> picks = new ArrayList<>();
        for (int track = 0; track < tracks(); track++) {
            int all = crops(track);
            int taken = Math.min(perTrack, all);
            for (int i = 0; i < taken && all > 1; i++) {
                picks.add(new Pick(track, taken == 1 ? 0 : (int) Math.round((double) i * (all - 1) / (taken - 1)), 0));
            }
        }
        return picks;
    }

    /** Augmented crops: {@code n × 3 × size × size}, planes blue, green, red in {@code [0, 255]}. */
    public float[] draw(List<Pick> picks) {
        return draw(picks, (pick, canvas) -> {
            RandomGenerator random = Seeds.stream(Seeds.mix(seed, identity(pick)), pick.view());
            Patch patch = patch(pick);
            canvas.draw(store.pixels(patch), options.motion().template(patch.target(), random), patch.mean());
            retouch.apply(canvas, random.nextDouble() < options.appearance().grey(), coarse(random), false, random);
            if (random.nextDouble() < options.motion().flip()) {
                canvas.flip();
            }
        });
    }

    /** The crops as the tracker would cut them, in the same layout. */
    public float[] plain(List<Pick> picks) {
        return draw(picks, (pick, canvas) -> {
            Patch patch = patch(pick);
            Box region = Crop.region(patch.target(), 1);
            canvas.draw(store.pixels(patch), region, patch.mean());
        });
    }

    private interface Painter {
        void paint(Pick pick, Canvas canvas);
    }

    private float[] draw(List<Pick> picks, Painter painter) {
        int length = 3 * options.size() * options.size();
        float[] crops = new float[picks.size() * length];
        for (int i = 0; i < picks.size(); i++) {
            painter.paint(picks.get(i), new Canvas(crops, i * length, options.size()));
        }
        return crops;
    }

    private Patch patch(Pick pick) {
        return tracks.get(pick.track()).patches().get(pick.crop());
    }

    private static long identity(Pick pick) {
        return (long) pick.track() << 32 | pick.crop();
    }

    private double coarse(RandomGenerator random) {
        Appearance appearance = options.appearance();
        return random.nextDouble() < appearance.coarse() ? 1 + (appearance.coarsest() - 1) * random.nextDouble() : 1;
    }

    /** P different tracks; where the mixture keeps drawing the same few, the rest come from all alike. */
    private Set<Integer> drawTracks(RandomGenerator random) {
        Set<Integer> chosen = new LinkedHashSet<>();
        for (int attempt = 0; attempt < 20 * options.tracks() && chosen.size() < options.tracks(); attempt++) {
            chosen.add(indices.get(mixture.draw(random).track()));
        }
        while (chosen.size() < options.tracks()) {
            chosen.add(random.nextInt(tracks()));
        }
        return chosen;
    }

    /** K crops, all different as long as there are enough. */
    private int[] drawCrops(int of, RandomGenerator random) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, of).boxed().toList());
        Collections.shuffle(order, new Random(random.nextLong()));
        return IntStream.range(0, options.crops()).map(i -> order.get(i % of)).toArray();
    }
}
