package dev.twintrack.training.loop;

import java.util.List;
import java.util.Map;

/**
 * Adam with decoupled weight decay: Loshchilov and Hutter, "Decoupled Weight Decay Regularization" (ICLR 2019),
 * algorithm 2, the decay multiplied by the learning rate.
 */
final class AdamW implements Optimizer {

    private final OptimizerConfig config;
    private final float[] mean;
    private final float[] square;

    AdamW(OptimizerConfig config, int size) {
        this.config = config;
        this.mean = new float[size];
        this.square = new float[size];
    }

    @Override
    public void step(float[] weights, float[] gradient, List<Segment> segments, long step, double rate) {
        double meanCorrection = 1 - Math.pow(config.beta1(), step);
        float squareCorrection = (float) Math.sqrt(1 - Math.pow(config.beta2(), step));
        for (Segment segment : segments) {
            double own = rate * segment.rate();
            float keep = (float) (segment.decays() ? 1 - own * config.weightDecay() : 1);
            update(weights, gradient, segment, keep, (float) (own / meanCorrection), squareCorrection);
        }
    }

    private void update(
            float[] weights, float[] gradient, Segment segment, float keep, float stride, float squareCorrection) {
        float beta1 = (float) config.beta1();
        float beta2 = (float) config.beta2();
        float epsilon = (float) config.epsilon();
        for (int i = segment.from(); i < segment.to(); i++) {
            float g = gradient[i];
            float m = beta1 * mean[i] + (1 - beta1) * g;
            float v = beta2 * square[i] + (1 - beta2) * g * g;
            mean[i] = m;
            square[i] = v;
            float root = (float) Math.sqrt(v) / squareCorrection + epsilon;
            weights[i] = weights[i] * keep - stride * m / root;
        }
    }

    @Override
    public Map<String, float[]> state() {
        return Map.of("mean", mean, "square", square);
    }
}
