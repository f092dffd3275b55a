package dev.twintrack.training.evaluate;

import dev.twintrack.Box;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A video with the truth about one object in it, frame for frame.
 *
 * @param name unique in its data set, and fit for a file name
 * @param frames the pictures; may be fewer than the truth's rows when only results are scored
 * @param truth one row a frame, in the coordinates of the data set
 * @param visible the frames in which the object is in sight
 * @param size the size of the pictures where it is known
 * @param attributes what makes the sequence hard, in the data set's own abbreviations ({@code OCC}, {@code FM}, ...)
 * @param tags the same frame by frame, where a data set says so (VOT)
 */
public record Sequence(
        String name,
        Frames frames,
        Trajectory truth,
        BitSet visible,
        Optional<Frames.Size> size,
        Set<String> attributes,
        Map<String, BitSet> tags) {

    /** A sequence for a library's user: 0-based boxes, nothing where the object is out of sight. */
    public static Sequence of(String name, Frames frames, List<Optional<Box>> truth) {
        return of(name, frames, Trajectory.ofBoxes(truth));
    }

    /** A sequence in which the object is in sight wherever the truth has a row of finite numbers. */
    static Sequence of(String name, Frames frames, Trajectory truth) {
        return new Sequence(name, frames, truth, finiteRows(truth), frames.size(), Set.of(), Map.of());
    }

    static BitSet finiteRows(Trajectory truth) {
        BitSet visible = new BitSet(truth.length());
        for (int i = 0; i < truth.length(); i++) {
            boolean finite = true;
            for (double value : truth.row(i)) {
                finite &= Double.isFinite(value);
            }
            visible.set(i, finite);
        }
        return visible;
    }

    /** Annotated frames. */
    public int length() {
        return truth.length();
    }

    /** The truth from a frame on; the pictures stay where they are. */
    Sequence from(int frame) {
        Trajectory rest = truth.slice(frame, truth.length());
        return new Sequence(name, frames, rest, visible.get(frame, length()), size, attributes, tags);
    }

    Sequence withVisible(BitSet newVisible) {
        return new Sequence(name, frames, truth, newVisible, size, attributes, tags);
    }

    Sequence withSize(Optional<Frames.Size> newSize) {
        return new Sequence(name, frames, truth, visible, newSize, attributes, tags);
    }

    Sequence withAttributes(Set<String> newAttributes) {
        return new Sequence(name, frames, truth, visible, size, Set.copyOf(newAttributes), tags);
    }

    Sequence withTags(Map<String, BitSet> newTags) {
        return new Sequence(name, frames, truth, visible, size, attributes, Map.copyOf(newTags));
    }
}
