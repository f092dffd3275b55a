package dev.twintrack.training.data;

import dev.twintrack.Box;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Chooses what template and search crops are built around. Immutable.
 *
 * @param pool where other objects come from
 * @param options how far crops are moved
 */
record Casting(TrackPool pool, PairOptions options) {

    private static final int ATTEMPTS = 4;

    /** The template, cropped about the box that is drawn for its object. */
    Subject template(StoredTrack track, Patch patch, Misfit misfit, RandomGenerator random) {
        Box region = options.motion().template(misfit.of(patch.target()), random);
        return new Subject(track, patch, region, Optional.of(patch.target()));
    }

    /** The template's own object, at most {@code maxGap} frames away. */
    Subject positive(StoredTrack track, Patch from, int maxGap, RandomGenerator random) {
        Patch patch = track.near(from, maxGap, random);
        return new Subject(track, patch, region(patch, random), Optional.of(patch.target()));
    }

    /**
     * Another object, the likelier to be mistaken the better, in a crop that does not show the target; nothing when
     * chance offers none.
     */
    Optional<Subject> negative(StoredTrack track, RandomGenerator random) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            double kind = random.nextDouble();
            StoredTrack other = kind < 0.4
                    ? pool.companion(track, random)
                    : kind < 0.8 ? pool.kin(track, random) : pool.stranger(track, random);
            Patch patch = other.any(random);
            Box region = region(patch, random);
            boolean shows = other == track
                    || other.sameSequence(track)
                            && find(track.id(), patch, region, 0).isPresent();
            if (!shows) {
                return Optional.of(new Subject(other, patch, region, Optional.empty()));
            }
        }
        return Optional.empty();
    }

    /** A place that was mistaken for the template's object, which may stand beside it. */
    Subject hard(StoredTrack track, StoredTrack mistaken, RandomGenerator random) {
        Patch patch = mistaken.any(random);
        Box region = region(patch, random);
        return new Subject(mistaken, patch, region, find(track.id(), patch, region, 0.5));
    }

    private Box region(Patch patch, RandomGenerator random) {
        return options.motion().search(patch.target(), options.searchFactor(), random);
    }

    /** The object in the region, when more than a share of it is in view. */
    private static Optional<Box> find(int track, Patch patch, Box region, double visible) {
        return patch.others().stream()
                .filter(other -> other.track() == track)
                .map(Neighbour::box)
                .filter(box -> box.intersection(region).area() > visible * box.area())
                .findFirst();
    }
}
