package dev.twintrack.training.loop;

import dev.twintrack.TwintrackException;

/**
 * The optimiser's settings.
 *
 * @param kind which one
 * @param rate peak learning rate; 1e-3 suits AdamW, 1e-2 SGD
 * @param weightDecay decoupled for AdamW, added to the gradient for SGD; never on biases and BatchNorm
 * @param momentum of SGD; 0.9
 * @param nesterov whether SGD looks ahead
 * @param beta1 decay of AdamW's first moment; 0.9
 * @param beta2 decay of AdamW's second moment; 0.999
 * @param epsilon added to AdamW's denominator; 1e-8
 */
public record OptimizerConfig(
        Kind kind,
        double rate,
        double weightDecay,
        double momentum,
        boolean nesterov,
        double beta1,
        double beta2,
        double epsilon) {

    /** The optimisers there are. */
    public enum Kind {
        ADAMW,
        SGD
    }

    public OptimizerConfig {
        inside("rate", rate, 0, Double.MAX_VALUE);
        inside("weightDecay", weightDecay, 0, 1);
        inside("momentum", momentum, 0, 1);
        inside("beta1", beta1, 0, 1);
        inside("beta2", beta2, 0, 1);
        inside("epsilon", epsilon, 0, 1);
    }

    public static OptimizerConfig adamW(double rate, double weightDecay) {
        return new OptimizerConfig(Kind.ADAMW, rate, weightDecay, 0.9, false, 0.9, 0.999, 1e-8);
    }

    public static OptimizerConfig sgd(double rate, double weightDecay, double momentum) {
        return new OptimizerConfig(Kind.SGD, rate, weightDecay, momentum, false, 0.9, 0.999, 1e-8);
    }

    private static void inside(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new TwintrackException(
                    "optimizer.%s is %s: give a number from %s to %s".formatted(name, value, low, high));
        }
    }
}
