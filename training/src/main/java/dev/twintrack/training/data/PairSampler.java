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

    private final PairOptions options;
    private final long seed;
    private final TrackPool pool;
    private final Optional<HardPool> hard;
    private final Casting casting;
    private final Mixture mixture;
    private final Retouch retouch;

    private PairSampler(PairOptions options, long seed, TrackPool pool, Optional<HardPool> hard) {
        this.options = options;
        this.seed = seed;
        this.pool = pool;
        this.hard = hard;
        this.casting = new Casting(pool, options);
        this.mixture = new Mixture(options.shares(), pool);
        this.retouch = new Retouch(options.appearance());
    }

    /**
     * A sampler over one part of a store.
     *
     * @throws TwintrackException when a share names a data set that the part does not have
     */
    public static PairSampler of(CropStore store, PairOptions options, Split split, long seed) {
        return new PairSampler(options, seed, new TrackPool(store, split, options.heldBack()), Optional.empty());
    }

    /**
     * The same sampler, which also draws places that a tracker took for the target.
     *
     * @param store made by {@code prepare --hard} from the same sources
     * @param share of the pairs of an object that has such places, how many show one
     */
    public PairSampler withHardNegatives(CropStore store, double share) {
        return new PairSampler(options, seed, pool, Optional.of(new HardPool(store, share)));
    }

    /** Pairs {@code first} to {@code first + count - 1}. */
    public PairBatch batch(long first, int count) {
        int template = 3 * options.templateSize() * options.templateSize();
        int search = 3 * options.searchSize() * options.searchSize();
        float[] templates = new float[count * template];
        float[] seconds = new float[options.secondTemplate() ? count * template : 0];
        float[] searches = new float[count * search];
        Scene scene = new Scene(pool, options);
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
        Finish finish = Finish.draw(options, random);

        Box exemplar = template(scene, track, from, template, random);
        finish(template, finish, finish.templateCoarse(), random);
        if (second.isPresent()) {
            template(scene, track, track.near(from, drawn.maxGap(), random), second.get(), random);
            finish(second.get(), finish, finish.templateCoarse(), random);
        }
        Subject subject = subject(track, from, drawn.maxGap(), random);
        Scene.Shot shot = search(scene, track, subject, search, random);
        View view = new View(subject.region(), search.size());
        Optional<Box> target = subject.target().map(view::show);
        if (options.motion().warped() > 0
                && random.nextDouble() < options.motion().warped()) {
            Warp warp = Warp.draw(options.motion(), random);
            shot = scene.warp(shot, warp, search);
            target = target.map(box -> warp.show(box, search.size()));
        }
        finish(search, finish, finish.searchCoarse(), random);

        List<Box> others = new ArrayList<>(shot.others());
        if (subject.isWrong()) {
            target.ifPresent(box -> others.removeIf(other -> other.iou(box) > 0.3));
            others.add(0, shot.object());
        }
        return new Pair(
                index,
                oriented(exemplar, template.size(), finish.flip()),
                target.map(box -> oriented(box, search.size(), finish.flip())),
                others.stream()
                        .map(box -> oriented(box, search.size(), finish.flip()))
                        .toList(),
                origin(track, from),
                origin(subject.track(), subject.patch()));
    }

    private Subject subject(StoredTrack track, Patch from, int maxGap, RandomGenerator random) {
        Optional<StoredTrack> mistaken = hard.flatMap(pool -> pool.of(track));
        if (mistaken.isPresent() && random.nextDouble() < hard.get().share()) {
            return casting.hard(track, mistaken.get(), random);
        }
        Optional<Subject> negative =
                random.nextDouble() < options.negatives() ? casting.negative(track, random) : Optional.empty();
        return negative.orElseGet(() -> casting.positive(track, from, maxGap, random));
    }

    /** Draws the template; returns the box that is drawn in it. */
    private Box template(Scene scene, StoredTrack track, Patch patch, Canvas canvas, RandomGenerator random) {
        Filling.Mode mode = filling(track).draw(random);
        Misfit misfit = options.motion().misfit(random);
        Subject subject = casting.template(track, patch, misfit, random);
        return misfit.of(scene.shoot(track, subject, mode, canvas, random).object());
    }

    private Scene.Shot search(
            Scene scene, StoredTrack template, Subject subject, Canvas canvas, RandomGenerator random) {
        Filling.Mode mode = filling(subject.track()).draw(random);
        boolean two = subject.isWrong() && subject.target().isPresent();
        if (two && mode == Filling.Mode.PASTE) {
            mode = Filling.Mode.FILL;
        }
        Scene.Shot shot = scene.shoot(template, subject, mode, canvas, random);
        double lookalike = options.appearance().lookalike();
        if (!two && random.nextDouble() < (mode == Filling.Mode.PASTE ? Math.sqrt(lookalike) : lookalike)) {
            shot = scene.withLookalike(template, shot, canvas, random);
        }
        if (random.nextDouble() < options.appearance().occlusion()) {
            scene.occlude(template, shot, canvas, random);
        }
        return shot;
    }

    private Filling filling(StoredTrack track) {
        return track.sequence().moving() ? options.videos() : options.stills();
    }

    /** How a pair's crops are finished: alike, but for how few pixels each is drawn from. */
    private record Finish(boolean grey, boolean flip, double templateCoarse, double searchCoarse, boolean compressed) {

        static Finish draw(PairOptions options, RandomGenerator random) {
            Appearance appearance = options.appearance();
            boolean grey = random.nextDouble() < appearance.grey();
            boolean flip = random.nextDouble() < options.motion().flip();
            boolean coarse = random.nextDouble() < appearance.coarse();
            // What has no share draws nothing: pairs of older configs stay what they were.
            boolean compressed = appearance.compressed() > 0 && random.nextDouble() < appearance.compressed();
            if (!coarse && !compressed) {
                return new Finish(grey, flip, 1, 1, false);
            }
            double factor = 1 + (appearance.coarsest() - 1) * random.nextDouble();
            boolean uneven = appearance.uneven() > 0 && random.nextDouble() < appearance.uneven();
            boolean template = !uneven || random.nextBoolean();
            boolean search = !uneven || !template;
            return new Finish(grey, flip, template ? factor : 1, search ? factor : 1, compressed);
        }
    }

    private void finish(Canvas canvas, Finish finish, double coarse, RandomGenerator random) {
        retouch.apply(canvas, finish.grey(), coarse, finish.compressed(), random);
        if (finish.flip()) {
            canvas.flip();
        }
    }

    private static Box oriented(Box box, int size, boolean flip) {
        return flip ? new Box(size - box.right(), box.y(), box.width(), box.height()) : box;
    }

    private static Pair.Origin origin(StoredTrack track, Patch patch) {
        return new Pair.Origin(track.sequence().dataset(), track.sequence().name(), patch.track(), patch.frame());
    }
}
