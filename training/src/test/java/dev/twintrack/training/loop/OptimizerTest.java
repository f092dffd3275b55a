package dev.twintrack.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OptimizerTest {

    private static final List<Segment> SEGMENTS = List.of(new Segment(0, 3, 1, true), new Segment(3, 5, 0.1, false));

    private static float[] gradient(int step) {
        Random random = new Random(step);
        float[] gradient = new float[5];
        for (int i = 0; i < 5; i++) {
            gradient[i] = (float) random.nextGaussian();
        }
        return gradient;
    }

    @Test
    void adamWFollowsThePaperWrittenOutInDoubles() {
        Optimizer optimizer = Optimizer.of(OptimizerConfig.adamW(0.01, 0.05), 5);
        float[] weights = {1, -2, 3, -4, 5};
        double[] expected = {1, -2, 3, -4, 5};
        double[] m = new double[5];
        double[] v = new double[5];
        for (int t = 1; t <= 20; t++) {
            float[] g = gradient(t);
            for (int i = 0; i < 5; i++) {
                double rate = i < 3 ? 0.01 : 0.001;
                double decay = i < 3 ? 0.05 : 0;
                m[i] = 0.9 * m[i] + 0.1 * g[i];
                v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
                double meanHat = m[i] / (1 - Math.pow(0.9, t));
                double squareHat = v[i] / (1 - Math.pow(0.999, t));
                expected[i] = expected[i] - rate * (meanHat / (Math.sqrt(squareHat) + 1e-8) + decay * expected[i]);
            }
            optimizer.step(weights, g, SEGMENTS, t, 0.01);
        }
        for (int i = 0; i < 5; i++) {
            assertThat((double) weights[i]).isCloseTo(expected[i], within(1e-5));
        }
    }

    @Test
    void sgdFollowsItsFormulaWrittenOutInDoubles() {
        Optimizer optimizer = Optimizer.of(OptimizerConfig.sgd(0.01, 0.05, 0.9), 5);
        float[] weights = {1, -2, 3, -4, 5};
        double[] expected = {1, -2, 3, -4, 5};
        double[] velocity = new double[5];
        for (int t = 1; t <= 20; t++) {
            float[] g = gradient(t);
            for (int i = 0; i < 5; i++) {
                velocity[i] = 0.9 * velocity[i] + g[i] + (i < 3 ? 0.05 : 0) * expected[i];
                expected[i] -= (i < 3 ? 0.01 : 0.001) * velocity[i];
            }
            optimizer.step(weights, g, SEGMENTS, t, 0.01);
        }
        for (int i = 0; i < 5; i++) {
            assertThat((double) weights[i]).isCloseTo(expected[i], within(1e-5));
        }
    }

    @Test
    void clippingShortensNegativeComponentsAsWellAsPositiveOnes() {
        float[] gradient = {300, -400, 0, 0, 0};
        double norm = Gradients.clip(gradient, SEGMENTS, 5);
        assertThat(norm).isEqualTo(500);
        assertThat(gradient).containsExactly(new float[] {3, -4, 0, 0, 0}, org.assertj.core.data.Offset.offset(1e-5f));
    }

    @Test
    void clippingLeavesAShortGradientAlone() {
        float[] gradient = {3, -4, 0, 0, 0};
        Gradients.clip(gradient, SEGMENTS, 5.1);
        assertThat(gradient).containsExactly(3, -4, 0, 0, 0);
    }

    @Test
    void biasesAndNormalisationDoNotDecay() {
        List<Segment> segments = Segment.of(
                List.of(
                        new Slot("conv.weight", new long[] {1, 2, 1, 1}, 0, 2, true),
                        new Slot("conv.bias", new long[] {1}, 2, 1, true),
                        new Slot("bn.running_mean", new long[] {1}, 3, 1, false)),
                List.of(new ParameterGroup("conv.w", 0.1, false)));
        assertThat(segments).containsExactly(new Segment(0, 2, 0.1, true), new Segment(2, 3, 1, false));
    }

    @Test
    void movingAverageForgetsTheFirstWeightsFastAndThenKeepsItsDecay() {
        MovingAverage average = new MovingAverage(0.5, new float[] {8});
        average.update(new float[] {0}, 1);
        assertThat(average.values()[0]).isCloseTo(8 * 2f / 11, within(1e-5f));
        average.update(new float[] {0}, 100);
        assertThat(average.values()[0]).isCloseTo(8 * 1f / 11, within(1e-5f));
    }
}
