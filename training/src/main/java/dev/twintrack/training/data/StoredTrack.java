package dev.twintrack.training.data;

import dev.twintrack.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The patches of one object, in the order of their frames.
 *
 * @param store where their pixels are
 * @param sequence where it is from
 * @param patches at least one
 */
record StoredTrack(CropStore store, StoredSequence sequence, List<Patch> patches) {

    /** The tracks of a sequence, by number. */
    static List<StoredTrack> of(CropStore store, StoredSequence sequence) {
        Map<Integer, List<Patch>> patches = new TreeMap<>();
        for (Patch patch : sequence.patches()) {
            patches.computeIfAbsent(patch.track(), id -> new ArrayList<>()).add(patch);
        }
        return patches.values().stream()
                .map(own -> new StoredTrack(store, sequence, List.copyOf(own)))
                .toList();
    }

    int id() {
        return patches.get(0).track();
    }

    String label() {
        return patches.get(0).label();
    }

    Frame pixels(Patch patch) {
        return store.pixels(patch);
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

    /** Whether a label is that of the object's own class. */
    boolean isKin(String label) {
        return label().equals(label);
    }

    /** Names the object among all data sets. */
    String key() {
        return "%s/%s/%d".formatted(sequence.dataset(), sequence.name(), id());
    }
}
