package dev.twintrack.training.loop;

import java.util.List;
import java.util.Map;

/**
 * Stochastic gradient descent with momentum, after Sutskever et al., "On the importance of initialization and momentum
 * in deep learning" (ICML 2013). The velocity gathers gradients, not strides, so that a falling learning rate takes
 * effect at once.
 */
final class Sgd implements Optimizer {

    private final OptimizerConfig config;
    private final float[] velocity;

    Sgd(OptimizerConfig config, int size) {
        this.config = config;
        this.velocity = new float[size];
    }

    @Override
    public void step(float[] weights, float[] gradient, List<Segment> segments, long step, double rate) {
        float momentum = (float) config.momentum();
        for (Segment segment : segments) {
            float stride = (float) (rate * segment.rate());
            float decay = (float) (segment.decays() ? config.weightDecay() : 0);
            for (int i = segment.from(); i < segment.to(); i++) {
                float g = gradient[i] + decay * weights[i];
                velocity[i] = momentum * velocity[i] + g;
                weights[i] -= stride * (config.nesterov() ? g + momentum * velocity[i] : velocity[i]);
            }
        }
    }

    @Override
    public Map<String, float[]> state() {
        return Map.of("velocity", velocity);
    }
}
