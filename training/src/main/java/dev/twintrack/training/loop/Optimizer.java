package dev.twintrack.training.loop;

import java.util.List;
import java.util.Map;

/** Turns gradients into new weights; its whole state can be saved and put back. Used by one thread. */
sealed interface Optimizer permits AdamW, Sgd {

    /**
     * Changes the weights in place.
     *
     * @param step how many steps this makes, from 1
     * @param rate learning rate of this step, before each segment's factor
     */
    void step(float[] weights, float[] gradient, List<Segment> segments, long step, double rate);

    /** The arrays that must be saved to go on exactly, by name: live, each as long as the weights. */
    Map<String, float[]> state();

    static Optimizer of(OptimizerConfig config, int size) {
        return switch (config.kind()) {
            case ADAMW -> new AdamW(config, size);
            case SGD -> new Sgd(config, size);
        };
    }
}
