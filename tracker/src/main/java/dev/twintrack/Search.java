package dev.twintrack;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What is searched for one target.
 *
 * @param regions around the place it was last seen
 * @param turn that it may have taken there; nothing while it is certain
 * @param elsewhere another place for a lost target, or null
 */
record Search(TargetState state, Frame frame, List<Box> regions, OptionalInt turn, Box elsewhere) {
    List<View> views() {
        List<View> views = new ArrayList<>();
        regions.forEach(region -> views.add(new View(frame, region, state.template())));
        turn.ifPresent(other -> regions.forEach(region -> views.add(new View(frame, region, state.template(other)))));
        if (elsewhere != null) {
            views.add(new View(frame, elsewhere, state.template(0)));
        }
        return views;
    }

    /** A region of a frame to be searched for what a template shows. */
    record View(Frame frame, Box region, float[] template) {}
}
