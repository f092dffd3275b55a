package dev.twintrack.training.data;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The places that were mistaken for each object, out of a store that {@code prepare --hard} made. Immutable. */
final class HardPool {

    private final Map<String, StoredTrack> places = new HashMap<>();
    private final double share;

    /**
     * @param share of the pairs of an object with such places, how many show one
     */
    HardPool(CropStore store, double share) {
        this.share = share;
        for (StoredSequence sequence : store.sequences()) {
            for (StoredTrack track : StoredTrack.of(store, sequence)) {
                places.put(track.key(), track);
            }
        }
    }

    double share() {
        return share;
    }

    Optional<StoredTrack> of(StoredTrack track) {
        return Optional.ofNullable(places.get(track.key()));
    }
}
