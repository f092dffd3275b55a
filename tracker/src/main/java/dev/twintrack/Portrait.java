package dev.twintrack;

import java.util.List;

/**
 * What something looks like, from a few pictures of it: what {@link Tracker#seek} looks for. Made by {@link
 * Tracker#portrait}, for that tracker alone. Immutable.
 */
public final class Portrait {

    /**
     * One picture.
     *
     * @param template the picture's embedding
     * @param aspect width over height of the thing
     */
    record Face(float[] template, double aspect) {}

    private final Tracker tracker;
    private final List<Face> faces;

    Portrait(Tracker tracker, List<Face> faces) {
        this.tracker = tracker;
        this.faces = List.copyOf(faces);
    }

    List<Face> faces() {
        return faces;
    }

    boolean belongsTo(Tracker other) {
        return tracker == other;
    }
}
