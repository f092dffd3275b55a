package dev.twintrack.training.data;

import dev.twintrack.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Decides what is cut out of a sequence: some frames of every track, or the places of a list of hard negatives. */
final class CutPlan {

    /**
     * @param track the object's number, or that of the object which the place was taken for
     * @param label its class
     * @param box where to cut, in pixels of the picture
     * @param wrong whether the box is a hard negative and not the object itself
     */
    record Cut(int track, String label, Box box, boolean wrong) {}

    private final int maxFrames;
    private final Optional<HardNegatives> hard;

    CutPlan(int maxFrames, Optional<HardNegatives> hard) {
        this.maxFrames = maxFrames;
        this.hard = hard;
    }

    /** What to cut, by frame. */
    TreeMap<Integer, List<Cut>> cuts(String dataset, String sequence, List<Track> tracks) {
        TreeMap<Integer, List<Cut>> cuts = new TreeMap<>();
        if (hard.isPresent()) {
            hard.get()
                    .of(dataset, sequence)
                    .forEach((frame, places) ->
                            places.forEach(place -> cuts.computeIfAbsent(frame, f -> new ArrayList<>())
                                    .add(new Cut(place.track(), label(place.track(), tracks), place.box(), true))));
            return cuts;
        }
        for (Track track : tracks) {
            for (int frame : spread(track.boxes().navigableKeySet())) {
                cuts.computeIfAbsent(frame, f -> new ArrayList<>())
                        .add(new Cut(track.id(), track.label(), track.boxes().get(frame), false));
            }
        }
        return cuts;
    }

    private static String label(int id, List<Track> tracks) {
        return tracks.stream()
                .filter(track -> track.id() == id)
                .map(Track::label)
                .findFirst()
                .orElse("");
    }

    /** At most {@code maxFrames} of the frames, evenly. */
    private NavigableSet<Integer> spread(NavigableSet<Integer> frames) {
        if (frames.size() <= maxFrames) {
            return frames;
        }
        List<Integer> all = List.copyOf(frames);
        NavigableSet<Integer> chosen = new TreeSet<>();
        for (int i = 0; i < maxFrames; i++) {
            chosen.add(all.get((int) ((long) i * all.size() / maxFrames)));
        }
        return chosen;
    }
}
