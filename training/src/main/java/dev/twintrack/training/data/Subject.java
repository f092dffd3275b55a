package dev.twintrack.training.data;

import dev.twintrack.Box;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a search crop is built around.
 *
 * @param track whose patch it is
 * @param patch the patch
 * @param region what the crop shows of it, in its pixels
 * @param target where the template's object is, in the patch's pixels; nothing when it is not in view
 */
record Subject(StoredTrack track, Patch patch, Box region, Optional<Box> target) {

    /** Chooses subjects for templates. */
    record Casting(TrackPool pool, PairOptions options) {

        private static final int ATTEMPTS = 4;

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

        private static Optional<Box> find(int track, Patch patch, Box region, double visible) {
            List<Neighbour> others = patch.others();
            return others.stream()
                    .filter(other -> other.track() == track)
                    .map(Neighbour::box)
                    .filter(box -> box.intersection(region).area() > visible * box.area())
                    .findFirst();
        }
    }

    /** Whether it shows a wrong place beside the target, or without it. */
    boolean isWrong() {
        return target.isEmpty() || target.get() != patch.target();
    }
}
