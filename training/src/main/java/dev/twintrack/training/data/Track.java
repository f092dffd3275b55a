package dev.twintrack.training.data;

import dev.twintrack.Box;
import java.util.Collections;
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
}
