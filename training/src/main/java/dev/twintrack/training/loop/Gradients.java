package dev.twintrack.training.loop;

import java.util.List;

/** Clipping by the norm of the whole gradient, which shortens every component alike, whatever its sign. */
final class Gradients {

    private Gradients() {}

    /** Euclidean length of the gradient over all segments; not finite when a component is not. */
    static double norm(float[] gradient, List<Segment> segments) {
        double sum = 0;
        for (Segment segment : segments) {
            for (int i = segment.from(); i < segment.to(); i++) {
                sum += (double) gradient[i] * gradient[i];
            }
        }
        return Math.sqrt(sum);
    }

    /**
     * Shortens the gradient to {@code limit} when it is longer: Pascanu et al., "On the difficulty of training
     * recurrent neural networks" (ICML 2013), algorithm 1.
     *
     * @param limit longest gradient allowed; 0 for any
     * @return its length before
     */
    static double clip(float[] gradient, List<Segment> segments, double limit) {
        double norm = norm(gradient, segments);
        if (limit > 0 && norm > limit) {
            float factor = (float) (limit / norm);
            for (Segment segment : segments) {
                for (int i = segment.from(); i < segment.to(); i++) {
                    gradient[i] *= factor;
                }
            }
        }
        return norm;
    }
}
