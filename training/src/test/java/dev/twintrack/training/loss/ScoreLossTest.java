package dev.twintrack.training.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.twintrack.TwintrackException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every score loss against its formula written out cell by cell in double arithmetic, value and gradient. */
class ScoreLossTest {

    private static final int SAMPLES = 5;
    private static final int SIDE = 4;
    private static final int CELLS = SIDE * SIDE;
    private static final Shape SHAPE = new Shape(SAMPLES, 1, SIDE, SIDE);

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    static Stream<Arguments> losses() {
        return Stream.of(
                loss("balanced", ScoreLoss.balanced(), (x, y) -> balanced(x, y, 0)),
                loss("balanced, 3 hardest", ScoreLoss.balanced(3), (x, y) -> balanced(x, y, 3)),
                loss("balanced, 99 hardest", ScoreLoss.balanced(99), (x, y) -> balanced(x, y, 99)),
                loss("focal", ScoreLoss.focal(), (x, y) -> focal(x, y, 0.25, 2)),
                loss("focal, gamma 0", ScoreLoss.focal(0.4, 0), (x, y) -> focal(x, y, 0.4, 0)),
                loss("triplet", ScoreLoss.triplet(), (x, y) -> triplet(x, y, 99)),
                loss("triplet, 3 hardest", ScoreLoss.triplet(3), (x, y) -> triplet(x, y, 3)));
    }

    private static Arguments loss(String name, ScoreLoss loss, ToDoubleBiFunction<double[], float[]> oracle) {
        return Arguments.of(name, loss, oracle);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("losses")
    void followsItsFormulaInValueAndGradient(
            String name, ScoreLoss loss, ToDoubleBiFunction<double[], float[]> oracle) {
        for (int seed = 0; seed < 5; seed++) {
            float[] logits = logits(seed, 3);
            float[] labels = labels(seed);
            Autograd found = differentiate(loss, logits, labels);
            assertThat(found.value()).isCloseTo(oracle.applyAsDouble(Autograd.doubles(logits), labels), within(1e-5));
            assertThat(found.gradient())
                    .containsExactly(Autograd.slopes(logits, x -> oracle.applyAsDouble(x, labels)), within(1e-5f));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("losses")
    void staysFiniteForHugeLogits(String name, ScoreLoss loss, ToDoubleBiFunction<double[], float[]> oracle) {
        Autograd found = differentiate(loss, logits(1, 1000), labels(1));
        assertThat(found.value()).isFinite();
        for (float slope : found.gradient()) {
            assertThat(slope).isFinite();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("losses")
    void isZeroWithoutSlopeWhereEveryCellIsIgnored(
            String name, ScoreLoss loss, ToDoubleBiFunction<double[], float[]> oracle) {
        float[] ignored = new float[SAMPLES * CELLS];
        Arrays.fill(ignored, MapLabels.IGNORED);
        Autograd found = differentiate(loss, logits(1, 3), ignored);
        assertThat(found.value()).isZero();
        assertThat(found.gradient()).containsExactly(new float[SAMPLES * CELLS], within(0f));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("losses")
    void leavesNoArrayBehindButItsResult(String name, ScoreLoss loss, ToDoubleBiFunction<double[], float[]> oracle) {
        NDArray logits = manager.create(logits(1, 3), SHAPE);
        NDArray labels = manager.create(labels(1), SHAPE);
        int before = manager.getManagedArrays().size();
        loss.of(logits, labels);
        assertThat(manager.getManagedArrays()).hasSize(before + 1);
    }

    @Test
    void aNegativePairWeighsHalfInTheBalancedLoss() {
        float[] logits = new float[CELLS];
        double found =
                differentiate(ScoreLoss.balanced(), logits, new float[CELLS], 1).value();
        assertThat(found).isCloseTo(0.5 * Math.log(2), within(1e-6));
    }

    @Test
    void aNegativePairGivesNothingToTheTripletLoss() {
        Autograd found = differentiate(ScoreLoss.triplet(), logits(1, 3), new float[SAMPLES * CELLS]);
        assertThat(found.value()).isZero();
        assertThat(found.gradient()).containsExactly(new float[SAMPLES * CELLS], within(0f));
    }

    @Test
    void refusesLabelsOfAnotherShape() {
        NDArray logits = manager.zeros(SHAPE);
        NDArray labels = manager.zeros(new Shape(SAMPLES, 1, SIDE, SIDE + 1));
        assertThatThrownBy(() -> ScoreLoss.balanced().of(logits, labels))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("(5, 1, 4, 4)")
                .hasMessageContaining("(5, 1, 4, 5)");
    }

    @Test
    void refusesSettingsWithoutMeaning() {
        assertThatThrownBy(() -> ScoreLoss.balanced(0)).isInstanceOf(TwintrackException.class);
        assertThatThrownBy(() -> ScoreLoss.triplet(-1)).isInstanceOf(TwintrackException.class);
        assertThatThrownBy(() -> ScoreLoss.focal(1.5, 2)).isInstanceOf(TwintrackException.class);
        assertThatThrownBy(() -> ScoreLoss.focal(0.5, -1)).isInstanceOf(TwintrackException.class);
    }

    private Autograd differentiate(ScoreLoss loss, float[] logits, float[] labels) {
        return differentiate(loss, logits, labels, SAMPLES);
    }

    private Autograd differentiate(ScoreLoss loss, float[] logits, float[] labels, int samples) {
        Shape shape = new Shape(samples, 1, SIDE, SIDE);
        NDArray y = manager.create(labels, shape);
        return Autograd.of(manager, logits, shape, x -> loss.of(x, y));
    }

    private static float[] logits(int seed, double spread) {
        Random random = new Random(seed);
        float[] logits = new float[SAMPLES * CELLS];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) (spread * random.nextGaussian());
        }
        return logits;
    }

    /** Three mixed maps, one without positives, one without negatives. */
    private static float[] labels(int seed) {
        Random random = new Random(100 + seed);
        float[] labels = new float[SAMPLES * CELLS];
        for (int i = 0; i < labels.length; i++) {
            float drawn = random.nextInt(3) - 1;
            int sample = i / CELLS;
            labels[i] = sample == 3 ? Math.min(drawn, 0) : sample == 4 && drawn == 0 ? 1 : drawn;
        }
        return labels;
    }

    private static List<List<Double>> ofLabel(double[] x, float[] y, float label) {
        List<List<Double>> maps = new ArrayList<>();
        for (int s = 0; s < SAMPLES; s++) {
            List<Double> chosen = new ArrayList<>();
            for (int c = s * CELLS; c < (s + 1) * CELLS; c++) {
                if (y[c] == label) {
                    chosen.add(x[c]);
                }
            }
            maps.add(chosen);
        }
        return maps;
    }

    private static double balanced(double[] x, float[] y, int hardest) {
        double total = 0;
        for (int s = 0; s < SAMPLES; s++) {
            double positive =
                    mean(ofLabel(x, y, 1).get(s).stream().map(v -> softplus(-v)).toList());
            List<Double> all =
                    ofLabel(x, y, 0).get(s).stream().map(v -> softplus(v)).toList();
            List<Double> hard = all.stream()
                    .sorted(Comparator.reverseOrder())
                    .limit(hardest)
                    .toList();
            double negative = hardest == 0 ? mean(all) : (mean(all) + mean(hard)) / 2;
            total += (positive + negative) / 2;
        }
        return total / SAMPLES;
    }

    private static double focal(double[] x, float[] y, double alpha, double gamma) {
        double total = 0;
        int positives = 0;
        for (int i = 0; i < x.length; i++) {
            double p = 1 / (1 + Math.exp(-x[i]));
            if (y[i] == 1) {
                positives++;
                total += -alpha * Math.pow(1 - p, gamma) * Math.log(p);
            } else if (y[i] == 0) {
                total += -(1 - alpha) * Math.pow(p, gamma) * Math.log(1 - p);
            }
        }
        return total / Math.max(1, positives);
    }

    private static double triplet(double[] x, float[] y, int hardest) {
        double total = 0;
        int maps = 0;
        for (int s = 0; s < SAMPLES; s++) {
            List<Double> terms = new ArrayList<>();
            List<Double> negatives = ofLabel(x, y, 0).get(s).stream()
                    .sorted(Comparator.reverseOrder())
                    .limit(hardest)
                    .toList();
            for (double p : ofLabel(x, y, 1).get(s)) {
                negatives.forEach(n -> terms.add(Math.log(1 + Math.exp(n - p))));
            }
            maps += terms.isEmpty() ? 0 : 1;
            total += mean(terms);
        }
        return total / Math.max(1, maps);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(v -> v).average().orElse(0);
    }

    private static double softplus(double x) {
        return Math.log(1 + Math.exp(x));
    }
}
