package dev.twintrack.training.evaluate;

import dev.twintrack.Box;
import dev.twintrack.TwintrackException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The frames from which a multi-start experiment runs a tracker, each to one end of the sequence. */
final class Anchors {

    /** Between two anchors, where the data set does not name them. */
    private static final int STEP = 50;

    private Anchors() {}

    /**
     * One start.
     *
     * @param frame where the tracker is started
     * @param forward whether it runs to the last frame, or else to the first
     */
    record Anchor(int frame, boolean forward) {

        /** Frames of the run in a sequence of that length. */
        int count(int length) {
            return forward ? length - frame : frame + 1;
        }

        /** The frame of the sequence that is the n-th of the run. */
        int index(int n) {
            return forward ? frame + n : frame - n;
        }
    }

    /**
     * The anchors that the data set names, in the order of their frames; where it names none, every fiftieth frame in
     * which the object is in sight, run in the direction that is longer.
     */
    static List<Anchor> of(Sequence sequence) {
        BitSet forward = sequence.tags().getOrDefault(VotLayout.ANCHOR_FORWARD, new BitSet());
        BitSet backward = sequence.tags().getOrDefault(VotLayout.ANCHOR_BACKWARD, new BitSet());
        List<Anchor> anchors = new ArrayList<>();
        if (forward.isEmpty() && backward.isEmpty()) {
            regular(sequence, forward, backward);
        }
        forward.stream().forEach(frame -> anchors.add(new Anchor(frame, true)));
        backward.stream().forEach(frame -> anchors.add(new Anchor(frame, false)));
        anchors.sort(Comparator.comparingInt(Anchor::frame));
        if (anchors.isEmpty()) {
            throw new TwintrackException("sequence %s has no region to start on".formatted(sequence.name()));
        }
        return anchors;
    }

    private static void regular(Sequence sequence, BitSet forward, BitSet backward) {
        int length = sequence.length();
        for (int wanted = 0; wanted < length; wanted += STEP) {
            boolean runsForward = length - wanted >= wanted + 1;
            Optional<Integer> frame = nearest(sequence, wanted, runsForward);
            frame.ifPresent((runsForward ? forward : backward)::set);
        }
    }

    /** The first frame with a box, from the wanted one on in the direction of the run, at most half a step away. */
    private static Optional<Integer> nearest(Sequence sequence, int wanted, boolean forward) {
        for (int away = 0; away <= STEP / 2; away++) {
            int frame = forward ? wanted + away : wanted - away;
            boolean inside = frame >= 0 && frame < sequence.length();
            if (inside && sequence.visible().get(frame)) {
                Optional<Box> box = sequence.truth().box(frame);
                if (box.isPresent()) {
                    return Optional.of(frame);
                }
            }
        }
        return Optional.empty();
    }
}
