package dev.twintrack.training.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.twintrack.Box;
import dev.twintrack.TwintrackException;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Box losses against the same boxes laid out in the plane and measured by {@link Box}. */
class BoxLossTest {

    private static final int SAMPLES = 3;
    private static final int CELLS = 6;
    private static final Shape BOXES = new Shape(SAMPLES, 4, 2, 3);
    private static final Shape WEIGHTS = new Shape(SAMPLES, 1, 2, 3);

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @EnumSource(BoxLoss.class)
    void followsItsFormulaInValueAndGradient(BoxLoss loss) {
        for (int seed = 0; seed < 5; seed++) {
            float[] predicted = distances(seed);
            float[] target = distances(100 + seed);
            float[] weights = weights(seed);
            Autograd found = differentiate(loss, predicted, target, weights);
            assertThat(found.value())
                    .isCloseTo(oracle(loss, Autograd.doubles(predicted), target, weights), within(1e-5));
            assertThat(found.gradient())
                    .containsExactly(Autograd.slopes(predicted, x -> oracle(loss, x, target, weights)), within(1e-5f));
        }
    }

    @ParameterizedTest
    @EnumSource(BoxLoss.class)
    void isZeroAtTheTarget(BoxLoss loss) {
        float[] target = distances(1);
        assertThat(differentiate(loss, target, target, weights(1)).value()).isCloseTo(0, within(1e-6));
    }

    @ParameterizedTest
    @EnumSource(BoxLoss.class)
    void isZeroWithoutSlopeWhenNothingHasWeight(BoxLoss loss) {
        Autograd found = differentiate(loss, distances(1), distances(2), new float[SAMPLES * CELLS]);
        assertThat(found.value()).isZero();
        assertThat(found.gradient()).containsExactly(new float[4 * SAMPLES * CELLS], within(0f));
    }

    @ParameterizedTest
    @EnumSource(BoxLoss.class)
    void cellsWithoutWeightMayHoldAnythingFinite(BoxLoss loss) {
        float[] predicted = distances(1);
        float[] target = distances(2);
        float[] weights = weights(1);
        double clean = differentiate(loss, predicted, target, weights).value();
        for (int i = 0; i < predicted.length; i++) {
            if (weights[i / (4 * CELLS) * CELLS + i % CELLS] == 0) {
                predicted[i] = 0;
                target[i] = -1000;
            }
        }
        Autograd found = differentiate(loss, predicted, target, weights);
        assertThat(found.value()).isCloseTo(clean, within(1e-6));
        for (float slope : found.gradient()) {
            assertThat(slope).isFinite();
        }
    }

    @Test
    void leavesNoArrayBehindButItsResult() {
        NDArray predicted = manager.create(distances(1), BOXES);
        NDArray target = manager.create(distances(2), BOXES);
        NDArray weights = manager.create(weights(1), WEIGHTS);
        int before = manager.getManagedArrays().size();
        BoxLoss.GIOU.of(predicted, target, weights);
        assertThat(manager.getManagedArrays()).hasSize(before + 1);
    }

    @Test
    void refusesWeightsOfAnotherShape() {
        NDArray boxes = manager.zeros(BOXES);
        assertThatThrownBy(() -> BoxLoss.IOU.of(boxes, boxes, boxes))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("(B, 1, H, W)");
    }

    private Autograd differentiate(BoxLoss loss, float[] predicted, float[] target, float[] weights) {
        NDArray t = manager.create(target, BOXES);
        NDArray w = manager.create(weights, WEIGHTS);
        return Autograd.of(manager, predicted, BOXES, p -> loss.of(p, t, w));
    }

    private static float[] distances(int seed) {
        Random random = new Random(seed);
        float[] values = new float[SAMPLES * 4 * CELLS];
        for (int i = 0; i < values.length; i++) {
            values[i] = 1 + 20 * random.nextFloat();
        }
        return values;
    }

    private static float[] weights(int seed) {
        Random random = new Random(200 + seed);
        float[] values = new float[SAMPLES * CELLS];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(0, random.nextFloat() - 0.4f);
        }
        return values;
    }

    private static double oracle(BoxLoss loss, double[] predicted, float[] target, float[] weights) {
        double total = 0;
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            int first = i / CELLS * 4 * CELLS + i % CELLS;
            Box p = box(predicted, first);
            Box t = box(Autograd.doubles(target), first);
            total += weights[i] * one(loss, p, t);
            sum += weights[i];
        }
        return total / sum;
    }

    private static Box box(double[] d, int first) {
        double left = d[first];
        double top = d[first + CELLS];
        return new Box(-left, -top, left + d[first + 2 * CELLS], top + d[first + 3 * CELLS]);
    }

    private static double one(BoxLoss loss, Box p, Box t) {
        double shared = p.intersection(t).area();
        double union = p.area() + t.area() - shared;
        double width = Math.max(p.right(), t.right()) - Math.min(p.x(), t.x());
        double height = Math.max(p.bottom(), t.bottom()) - Math.min(p.y(), t.y());
        return switch (loss) {
            case IOU -> 1 - p.iou(t);
            case LOG_IOU -> -Math.log((shared + 1) / (union + 1));
            case GIOU -> 1 - (p.iou(t) - (width * height - union) / (width * height));
        };
    }
}
