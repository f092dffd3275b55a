package dev.twintrack.training.loop;

import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of the flat weights that one set of hyper-parameters serves.
 *
 * @param from first index
 * @param to one past the last
 * @param rate factor on the learning rate
 * @param decays whether weight decay applies: to matrices and kernels, not to biases and BatchNorm
 */
record Segment(int from, int to, double rate, boolean decays) {

    static List<Segment> of(List<Slot> slots, List<ParameterGroup> groups) {
        List<Segment> segments = new ArrayList<>();
        for (Slot slot : slots) {
            if (slot.trainable()) {
                segments.add(new Segment(slot.offset(), slot.end(), rate(slot, groups), slot.shape().length > 1));
            }
        }
        return List.copyOf(segments);
    }

    private static double rate(Slot slot, List<ParameterGroup> groups) {
        return groups.stream()
                .filter(group -> slot.name().startsWith(group.prefix()))
                .findFirst()
                .map(ParameterGroup::rate)
                .orElse(1.0);
    }
}
