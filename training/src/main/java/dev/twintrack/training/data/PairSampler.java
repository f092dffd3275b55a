package dev.twintrack.training.data;

import dev.twintrack.Box;
import dev.twintrack.TwintrackException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Draws augmented template / search pairs from a crop store. Pair {@code i} depends on the seed and on {@code i} alone,
 * so that training can be resumed anywhere and several threads can draw at once. Immutable and safe for several threads.
 */
public final class PairSampler {

    private final CropStore store;
    private final PairOptions options;
    private final long seed;
    private final TrackPool pool;
    private final Mixture mixture;
    private final Retouch retouch;

    private PairSampler(CropStore store, PairOptions options, Split split, long seed) {
        this.store = store;
        this.options = options;
        this.seed = seed;
        this.pool = new TrackPool(store, split, options.heldBack());
        this.mixture = new Mixture(options.shares(), pool);
        this.retouch = new Retouch(options.appearance());
    }

    /**
     * A sampler over one part of a store.
     *
     * @throws TwintrackException when a share names a data set that the part does not have
     */
    public static PairSampler of(CropStore store, PairOptions options, Split split, long seed) {
        return new PairSampler(store, options, split, seed);
    }

    /** Pairs {@code first} to {@code first + count - 1}. */
    public PairBatch batch(long first, int count) {
        int template = 3 * options.templateSize() * options.templateSize();
        int search = 3 * options.searchSize() * options.searchSize();
        float[] templates = new float[count * template];
        float[] seconds = new float[options.secondTemplate() ? count * template : 0];
        float[] searches = new float[count * search];
        Scene scene = new Scene(store, pool, options);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Canvas templateCanvas = new Canvas(templates, i * template, options.templateSize());
            Optional<Canvas> secondCanvas = options.secondTemplate()
                    ? Optional.of(new Canvas(seconds, i * template, options.templateSize()))
                    : Optional.empty();
            Canvas searchCanvas = new Canvas(searches, i * search, options.searchSize());
            pairs.add(draw(first + i, scene, templateCanvas, secondCanvas, searchCanvas));
        }
        return new PairBatch(
                options.templateSize(),
                options.searchSize(),
                templates,
                seconds,
                searches,
                Collections.unmodifiableList(pairs));
    }

    private Pair draw(long index, Scene scene, Canvas template, Optional<Canvas> second, Canvas search) {
        RandomGenerator random = Seeds.stream(seed, index);
        Mixture.Draw drawn = mixture.draw(random);
        StoredTrack track = drawn.track();
        Patch from = track.any(random);
        boolean grey = random.nextDouble() < options.appearance().grey();
        boolean flip = random.nextDouble() < options.motion().flip();
        double coarse = random.nextDouble() < options.appearance().coarse()
                ? 1 + (options.appearance().coarsest() - 1) * random.nextDouble()
                : 1;

        template(scene, track, from, template, random);
        finish(template, grey, flip, coarse, random);
        if (second.isPresent()) {
            template(scene, track, track.near(from, drawn.maxGap(), random), second.get(), random);
            finish(second.get(), grey, flip, coarse, random);
        }

        Optional<Shown> other = random.nextDouble() < options.negatives() ? negative(track, random) : Optional.empty();
        Shown shown = other.orElseGet(() -> positive(track, from, drawn.maxGap(), random));
        Scene.Shot shot = search(scene, shown, search, random);
        finish(search, grey, flip, coarse, random);
        List<Box> others = new ArrayList<>(shot.others());
        if (other.isPresent()) {
            others.add(0, shot.object());
        }
        return new Pair(
                index,
                other.isPresent() ? Optional.empty() : Optional.of(oriented(shot.object(), flip)),
                others.stream().map(box -> oriented(box, flip)).toList(),
                origin(track, from),
                origin(shown.track(), shown.patch()));
    }

    /** What the search crop is built around. */
    private record Shown(StoredTrack track, Patch patch, Box region) {}

    private Shown positive(StoredTrack track, Patch from, int maxGap, RandomGenerator random) {
        Patch patch = track.near(from, maxGap, random);
        return new Shown(track, patch, options.motion().search(patch.target(), options.searchFactor(), random));
    }

    /** Another object, the likelier to be mistaken the better, in a crop that does not show the target. */
    private Optional<Shown> negative(StoredTrack track, RandomGenerator random) {
        for (int attempt = 0; attempt < 4; attempt++) {
            double kind = random.nextDouble();
            StoredTrack other = kind < 0.4
                    ? pool.companion(track, random)
                    : kind < 0.8 ? pool.kin(track, random) : pool.stranger(track, random);
            Patch patch = other.any(random);
            Box region = options.motion().search(patch.target(), options.searchFactor(), random);
            boolean shows = other == track
                    || other.sameSequence(track)
                            && patch.others().stream()
                                    .anyMatch(o -> o.track() == track.id()
                                            && o.box().intersection(region).area() > 0);
            if (!shows) {
                return Optional.of(new Shown(other, patch, region));
            }
        }
        return Optional.empty();
    }

    private void template(Scene scene, StoredTrack track, Patch patch, Canvas canvas, RandomGenerator random) {
        Filling.Mode mode = filling(track).draw(random);
        scene.shoot(track, patch, options.motion().template(patch.target(), random), mode, canvas, random);
    }

    private Scene.Shot search(Scene scene, Shown shown, Canvas canvas, RandomGenerator random) {
        Filling.Mode mode = filling(shown.track()).draw(random);
        Scene.Shot shot = scene.shoot(shown.track(), shown.patch(), shown.region(), mode, canvas, random);
        double lookalike = options.appearance().lookalike();
        if (random.nextDouble() < (mode == Filling.Mode.PASTE ? Math.sqrt(lookalike) : lookalike)) {
            shot = scene.withLookalike(shown.track(), shot, canvas, random);
        }
        if (random.nextDouble() < options.appearance().occlusion()) {
            scene.occlude(shown.track(), shot, canvas, random);
        }
        return shot;
    }

    private Filling filling(StoredTrack track) {
        return track.sequence().moving() ? options.videos() : options.stills();
    }

    private void finish(Canvas canvas, boolean grey, boolean flip, double coarse, RandomGenerator random) {
        retouch.apply(canvas, grey, coarse, random);
        if (flip) {
            canvas.flip();
        }
    }

    private Box oriented(Box box, boolean flip) {
        return flip ? new Box(options.searchSize() - box.right(), box.y(), box.width(), box.height()) : box;
    }

    private static Pair.Origin origin(StoredTrack track, Patch patch) {
        return new Pair.Origin(track.sequence().dataset(), track.sequence().name(), patch.track(), patch.frame());
    }
}
