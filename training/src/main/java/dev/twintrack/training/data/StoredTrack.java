package dev.twintrack.training.data;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The patches of one object, in the order of their frames.
 *
 * @param sequence where it is from
 * @param patches at least one
 */
record StoredTrack(StoredSequence sequence, List<Patch> patches) {

    int id() {
        return patches.get(0).track();
    }

    String label() {
        return patches.get(0).label();
    }

    Patch any(RandomGenerator random) {
        return patches.get(random.nextInt(patches.size()));
    }

    /** A patch at most {@code maxGap} frames away from another of the track, a different one where there is one. */
    Patch near(Patch from, int maxGap, RandomGenerator random) {
        int low = 0;
        while (patches.get(low).frame() < from.frame() - maxGap) {
            low++;
        }
        int high = patches.size();
        while (patches.get(high - 1).frame() > from.frame() + maxGap) {
            high--;
        }
        Patch chosen = patches.get(low + random.nextInt(high - low));
        if (chosen == from && high - low > 1) {
            chosen = patches.get(low + random.nextInt(high - low));
        }
        return chosen;
    }

    boolean sameSequence(StoredTrack other) {
        return sequence == other.sequence;
    }
}
