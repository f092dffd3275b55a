package dev.twintrack.training.data;

import java.util.List;

/**
 * Frames in their order and the objects annotated in them; a still picture is a sequence of one frame.
 *
 * @param name unique within its data set, and the same on every machine: the held-back split is drawn from it
 * @param footage where the pixels come from
 * @param labelled whether somebody annotated it; otherwise tracks are found when it is prepared
 * @param tracks the annotated objects
 */
public record Sequence(String name, Footage footage, boolean labelled, List<Track> tracks) {

    public Sequence {
        tracks = List.copyOf(tracks);
    }

    /** An annotated sequence. */
    public static Sequence of(String name, Footage footage, List<Track> tracks) {
        return new Sequence(name, footage, true, tracks);
    }

    /** A sequence that nobody annotated. */
    public static Sequence unlabelled(String name, Footage footage) {
        return new Sequence(name, footage, false, List.of());
    }
}
