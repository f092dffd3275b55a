package dev.twintrack.training.data;

import dev.twintrack.TwintrackException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The tracks of one split, to be drawn by data set, by class, or from the same sequence. Immutable. */
final class TrackPool {

    private final Map<String, List<StoredTrack>> byDataset = new LinkedHashMap<>();
    private final Map<String, List<StoredTrack>> byLabel = new HashMap<>();
    private final Map<StoredSequence, List<StoredTrack>> bySequence = new IdentityHashMap<>();
    private final List<StoredTrack> all = new ArrayList<>();

    TrackPool(CropStore store, Split split, double heldBack) {
        for (StoredSequence sequence : store.sequences()) {
            if (split.has(sequence.dataset(), sequence.name(), heldBack)) {
                add(store, sequence);
            }
        }
        if (all.isEmpty()) {
            throw new TwintrackException("the crop store has no tracks in its %s part"
                    .formatted(split.name().toLowerCase(Locale.ROOT)));
        }
    }

    private void add(CropStore store, StoredSequence sequence) {
        for (StoredTrack track : StoredTrack.of(store, sequence)) {
            all.add(track);
            byDataset
                    .computeIfAbsent(sequence.dataset(), name -> new ArrayList<>())
                    .add(track);
            bySequence.computeIfAbsent(sequence, key -> new ArrayList<>()).add(track);
            if (!track.label().isEmpty()) {
                byLabel.computeIfAbsent(track.label(), name -> new ArrayList<>())
                        .add(track);
            }
        }
    }

    List<StoredTrack> all() {
        return all;
    }

    Map<String, List<StoredTrack>> byDataset() {
        return byDataset;
    }

    /** Any track of another sequence. */
    StoredTrack stranger(StoredTrack to, RandomGenerator random) {
        return otherSequence(all, to, random);
    }

    /** A track of the same class in another sequence, or of any class where there is none. */
    StoredTrack kin(StoredTrack to, RandomGenerator random) {
        return otherSequence(byLabel.getOrDefault(to.label(), all), to, random);
    }

    /** Another track of the same sequence, or its {@link #kin} where it is alone. */
    StoredTrack companion(StoredTrack to, RandomGenerator random) {
        List<StoredTrack> own = bySequence.get(to.sequence());
        int self = own.indexOf(to);
        return own.size() < 2 ? kin(to, random) : own.get((self + 1 + random.nextInt(own.size() - 1)) % own.size());
    }

    private StoredTrack otherSequence(List<StoredTrack> from, StoredTrack to, RandomGenerator random) {
        for (int attempt = 0; attempt < 8; attempt++) {
            StoredTrack track = from.get(random.nextInt(from.size()));
            if (!track.sameSequence(to)) {
                return track;
            }
        }
        return from == all ? to : otherSequence(all, to, random);
    }
}
