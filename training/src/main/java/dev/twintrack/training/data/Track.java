package dev.twintrack.training.data;

import dev.twintrack.Box;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One object through a sequence. A frame is in one of three states: it has a box, it is known that the object is absent,
 * or nobody looked (neither of the two sets has it). Immutable.
 *
 * @param id number of the object within its sequence
 * @param label the object's class, empty when the annotation names none
 * @param boxes the box in each frame that shows the object, by 0-based frame index, in pixels of the picture
 * @param absent 0-based indices of the frames known not to show it
 */
public record Track(int id, String label, NavigableMap<Integer, Box> boxes, NavigableSet<Integer> absent) {

    public Track {
        boxes = Collections.unmodifiableNavigableMap(new TreeMap<>(boxes));
        absent = Collections.unmodifiableNavigableSet(new TreeSet<>(absent));
    }

    /** Whether it is known of a frame that it shows the object, or that it does not. */
    public boolean knows(int frame) {
        return boxes.containsKey(frame) || absent.contains(frame);
    }

    /** An object of a still picture. */
    static Track still(int id, String label, Box box) {
        return new Track(id, label, new TreeMap<>(Map.of(0, box)), new TreeSet<>());
    }

    /** Tracks out of boxes by id and frame, absent in the annotated frames in which they have none. */
    static List<Track> all(
            Map<Integer, NavigableMap<Integer, Box>> boxes,
            Map<Integer, String> labels,
            NavigableSet<Integer> annotated) {
        List<Track> tracks = new ArrayList<>();
        boxes.forEach((id, seen) -> {
            NavigableSet<Integer> absent = new TreeSet<>(annotated);
            absent.removeAll(seen.keySet());
            tracks.add(new Track(id, labels.getOrDefault(id, ""), seen, absent));
        });
        return tracks;
    }
}
