package dev.twintrack.training.loss;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The value of a loss at a point and its gradient as the engine computes it, beside the slopes of a plain-Java oracle by
 * central differences in double arithmetic.
 *
 * @param value the loss
 * @param gradient row by row, one number for each input
 */
public record Autograd(double value, float[] gradient) {

    /** Evaluates and differentiates a scalar loss of one input array. */
    public static Autograd of(NDManager manager, float[] input, Shape shape, Function<NDArray, NDArray> loss) {
        try (NDManager local = manager.newSubManager()) {
            NDArray x = local.create(input, shape);
            x.setRequiresGradient(true);
            double value;
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray result = loss.apply(x);
                value = result.getFloat();
                // Whatever the graph needs must be its own by now.
                MemoryPressure.apply();
                collector.backward(result);
            }
            try (NDArray gradient = x.getGradient()) {
                return new Autograd(value, gradient.toFloatArray());
            }
        }
    }

    /** Central differences of an oracle. */
    public static float[] slopes(float[] input, ToDoubleFunction<double[]> oracle) {
        double step = 1e-5;
        double[] point = doubles(input);
        float[] slopes = new float[point.length];
        for (int i = 0; i < point.length; i++) {
            double here = point[i];
            point[i] = here + step;
            double above = oracle.applyAsDouble(point);
            point[i] = here - step;
            double below = oracle.applyAsDouble(point);
            point[i] = here;
            slopes[i] = (float) ((above - below) / (2 * step));
        }
        return slopes;
    }

    public static double[] doubles(float[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i];
        }
        return result;
    }
}
