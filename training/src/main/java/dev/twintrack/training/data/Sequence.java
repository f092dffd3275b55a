package dev.twintrack.training.data;

import java.util.List;

/**
 * Frames in their order and the objects annotated in them; a still picture is a sequence of one frame.
 *
 * @param name unique within its data set, and the same on every machine: the held-back split is drawn from it
 * @param frames where the pixels come from
 * @param tracks the annotated objects; none when the data are unlabelled
 */
public record Sequence(String name, FrameSource frames, List<Track> tracks) {

    public Sequence {
        tracks = List.copyOf(tracks);
    }
}
