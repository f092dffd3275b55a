package dev.twintrack.training.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.twintrack.TwintrackException;
import dev.twintrack.training.loss.Autograd;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every loss against its formula over nested loops in double arithmetic, value and gradient. */
class MetricLossTest {

    private static final int COUNT = 10;
    private static final Shape SHAPE = new Shape(COUNT, Samples.DIMENSION);

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    /** A loss of a set's embeddings by loops. */
    interface Oracle {
        double loss(double[][] rows, int[] labels);
    }

    static Stream<Arguments> losses() {
        Distance cosine = Distance.cosine();
        Distance squared = Distance.squaredEuclidean();
        ToDoubleBiFunction<double[], double[]> d = Samples::euclidean;
        ToDoubleBiFunction<double[], double[]> s = (a, b) -> -Samples.cosine(a, b);
        ToDoubleBiFunction<double[], double[]> dd = (a, b) -> Math.pow(Samples.euclidean(a, b), 2);
        return Stream.of(
                loss("triplet", MetricLoss.triplet(0.5), (x, y) -> triplet(x, y, d, 0.5, false, false)),
                loss(
                        "triplet, squared distance",
                        TripletMargin.of(squared, 1),
                        (x, y) -> triplet(x, y, dd, 1, false, false)),
                loss(
                        "triplet, swapped",
                        MetricLoss.triplet(0.5).swapped(),
                        (x, y) -> triplet(x, y, d, 0.5, true, false)),
                loss("triplet, soft", MetricLoss.triplet(0).soft(), (x, y) -> triplet(x, y, d, 0, false, true)),
                loss(
                        "triplet, cosine, swapped, soft",
                        TripletMargin.of(cosine, 0.1).swapped().soft(),
                        (x, y) -> triplet(x, y, s, 0.1, true, true)),
                loss("contrastive", MetricLoss.contrastive(2), (x, y) -> contrastive(x, y, d, 0, 2, 1)),
                loss(
                        "contrastive, squared hinges",
                        MetricLoss.contrastive(2).squared(),
                        (x, y) -> contrastive(x, y, d, 0, 2, 2)),
                loss(
                        "contrastive, cosine",
                        Contrastive.of(cosine, 0.9, 0.1),
                        (x, y) -> contrastive(x, y, s, -0.9, -0.1, 1)),
                loss("InfoNCE", MetricLoss.infoNce(0.2), (x, y) -> infoNce(x, y, s, 0.2)),
                loss("InfoNCE, Euclidean", InfoNce.of(Distance.euclidean(), 0.5), (x, y) -> infoNce(x, y, d, 0.5)),
                loss("multi-similarity", MetricLoss.multiSimilarity(), (x, y) -> multiSimilarity(x, y, s, 2, 50, -0.5)),
                loss(
                        "multi-similarity, Euclidean",
                        MultiSimilarity.of(Distance.euclidean(), 2, 5, 1),
                        (x, y) -> multiSimilarity(x, y, d, 2, 5, 1)));
    }

    private static Arguments loss(String name, MetricLoss loss, Oracle oracle) {
        return Arguments.of(name, loss, oracle);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("losses")
    void followsItsFormulaInValueAndGradient(String name, MetricLoss loss, Oracle oracle) {
        for (int seed = 0; seed < 4; seed++) {
            float[] x = Samples.flat(Samples.embeddings(seed, COUNT));
            int[] labels = Samples.labels(seed, COUNT, 4);
            Autograd found = Autograd.of(manager, x, SHAPE, e -> loss.of(new Labelled(e, labels)));
            double expected = oracle.loss(Samples.rows(Autograd.doubles(x)), labels);
            assertThat(found.value()).isCloseTo(expected, within(1e-5 * (1 + expected)));
            float[] slopes = Autograd.slopes(x, flat -> oracle.loss(Samples.rows(flat), labels));
            assertThat(found.gradient()).containsExactly(slopes, within(1e-4f));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("losses")
    void isZeroWithoutSlopeWhereThereIsNothingToLearnFrom(String name, MetricLoss loss, Oracle oracle) {
        float[] x = Samples.flat(Samples.embeddings(1, COUNT));
        Triplets none = new Triplets(new int[0], new int[0], new int[0]);
        int[] labels = Samples.labels(1, COUNT, 4);
        Autograd found = Autograd.of(manager, x, SHAPE, e -> loss.of(new Labelled(e, labels), none));
        assertThat(found.value()).isZero();
        assertThat(found.gradient()).containsExactly(new float[x.length], within(0f));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("losses")
    void anEmptyBatchHasLossZero(String name, MetricLoss loss, Oracle oracle) {
        NDArray empty = manager.create(new Shape(0, Samples.DIMENSION));
        assertThat(loss.of(new Labelled(empty, new int[0])).getFloat()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("losses")
    void staysFiniteOnACollapsedBatch(String name, MetricLoss loss, Oracle oracle) {
        float[] x = new float[COUNT * Samples.DIMENSION];
        java.util.Arrays.fill(x, 0.3f);
        int[] labels = Samples.labels(1, COUNT, 4);
        Autograd found = Autograd.of(manager, x, SHAPE, e -> loss.of(new Labelled(e, labels)));
        assertThat(found.value()).isFinite();
        for (float slope : found.gradient()) {
            assertThat(slope).isFinite();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("losses")
    void leavesNoArrayBehindButItsResult(String name, MetricLoss loss, Oracle oracle) {
        NDArray x = manager.create(Samples.flat(Samples.embeddings(1, COUNT)), SHAPE);
        Labelled batch = new Labelled(x, Samples.labels(1, COUNT, 4));
        int before = manager.getManagedArrays().size();
        loss.of(batch);
        loss.mining(Miner.batchHard()).of(batch);
        assertThat(manager.getManagedArrays()).hasSize(before + 2);
    }

    @Test
    void aMinedLossIsTheLossOfWhatItsMinerChooses() {
        NDArray x = manager.create(Samples.flat(Samples.embeddings(1, COUNT)), SHAPE);
        Labelled batch = new Labelled(x, Samples.labels(1, COUNT, 4));
        MetricLoss loss = MetricLoss.triplet(0.5);
        Tuples chosen = Miner.batchHard().mine(DistanceTable.of(Comparison.within(batch), loss.distance()));
        float mined = loss.mining(Miner.batchHard()).of(batch).getFloat();
        assertThat(mined).isEqualTo(loss.of(batch, chosen).getFloat());
        assertThat(mined).isGreaterThan(loss.of(batch).getFloat());
    }

    @Test
    void aReferenceSetGivesThePairsAcross() {
        float[][] queries = Samples.embeddings(1, 3);
        float[][] references = Samples.embeddings(2, 4);
        int[] queryLabels = {1, 2, 2};
        int[] referenceLabels = {1, 1, 2, 3};
        Comparison comparison = Comparison.against(
                new Labelled(manager.create(Samples.flat(queries), new Shape(3, 5)), queryLabels),
                new Labelled(manager.create(Samples.flat(references), new Shape(4, 5)), referenceLabels));
        List<Double> positive = new ArrayList<>();
        List<Double> negative = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 4; j++) {
                double d = Distance.euclidean().between(queries[i], references[j]);
                (queryLabels[i] == referenceLabels[j] ? positive : negative)
                        .add(queryLabels[i] == referenceLabels[j] ? d : Math.max(0, 3 - d));
            }
        }
        assertThat((double) MetricLoss.contrastive(3).of(comparison).getFloat())
                .isCloseTo(nonZeroMean(positive) + nonZeroMean(negative), within(1e-5));
    }

    @Test
    void reducersDifferInWhatTheyDivideBy() {
        NDArray losses = manager.create(new float[] {0, 0, 1, 3});
        assertThat(Reducer.averageNonZero().reduce(losses).getFloat()).isEqualTo(2);
        assertThat(Reducer.mean().reduce(losses).getFloat()).isEqualTo(1);
        assertThat(Reducer.sum().reduce(losses).getFloat()).isEqualTo(4);
        assertThat(Reducer.averageNonZero().reduce(manager.zeros(new Shape(3))).getFloat())
                .isZero();
    }

    @Test
    void refusesSettingsAndLabelsThatMakeNoSense() {
        assertThatThrownBy(() -> MetricLoss.infoNce(0)).isInstanceOf(TwintrackException.class);
        assertThatThrownBy(() -> MetricLoss.triplet(Double.NaN)).isInstanceOf(TwintrackException.class);
        assertThatThrownBy(() -> new Labelled(manager.zeros(SHAPE), new int[3]))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("3 labels");
    }

    private static double triplet(
            double[][] x,
            int[] y,
            ToDoubleBiFunction<double[], double[]> d,
            double margin,
            boolean swap,
            boolean soft) {
        List<Double> terms = new ArrayList<>();
        for (int a = 0; a < x.length; a++) {
            for (int p = 0; p < x.length; p++) {
                for (int n = 0; n < x.length; n++) {
                    if (a != p && y[a] == y[p] && y[a] != y[n]) {
                        double far = d.applyAsDouble(x[a], x[n]);
                        far = swap ? Math.min(far, d.applyAsDouble(x[p], x[n])) : far;
                        double violation = d.applyAsDouble(x[a], x[p]) - far + margin;
                        terms.add(soft ? Math.log(1 + Math.exp(violation)) : Math.max(0, violation));
                    }
                }
            }
        }
        return nonZeroMean(terms);
    }

    private static double contrastive(
            double[][] x,
            int[] y,
            ToDoubleBiFunction<double[], double[]> d,
            double positiveMargin,
            double negativeMargin,
            int power) {
        List<Double> positive = new ArrayList<>();
        List<Double> negative = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                double value = d.applyAsDouble(x[i], x[j]);
                if (i != j && y[i] == y[j]) {
                    positive.add(Math.pow(Math.max(0, value - positiveMargin), power));
                } else if (i != j) {
                    negative.add(Math.pow(Math.max(0, negativeMargin - value), power));
                }
            }
        }
        return nonZeroMean(positive) + nonZeroMean(negative);
    }

    private static double infoNce(double[][] x, int[] y, ToDoubleBiFunction<double[], double[]> d, double temperature) {
        List<Double> terms = new ArrayList<>();
        for (int a = 0; a < x.length; a++) {
            for (int p = 0; p < x.length; p++) {
                if (a != p && y[a] == y[p]) {
                    double numerator = Math.exp(-d.applyAsDouble(x[a], x[p]) / temperature);
                    double denominator = numerator;
                    for (int n = 0; n < x.length; n++) {
                        denominator += y[a] == y[n] ? 0 : Math.exp(-d.applyAsDouble(x[a], x[n]) / temperature);
                    }
                    terms.add(-Math.log(numerator / denominator));
                }
            }
        }
        return terms.stream().mapToDouble(t -> t).average().orElse(0);
    }

    private static double multiSimilarity(
            double[][] x, int[] y, ToDoubleBiFunction<double[], double[]> d, double alpha, double beta, double base) {
        double total = 0;
        for (int a = 0; a < x.length; a++) {
            double positive = 1;
            double negative = 1;
            for (int j = 0; j < x.length; j++) {
                double value = d.applyAsDouble(x[a], x[j]) - base;
                positive += j != a && y[a] == y[j] ? Math.exp(alpha * value) : 0;
                negative += y[a] != y[j] ? Math.exp(-beta * value) : 0;
            }
            total += Math.log(positive) / alpha + Math.log(negative) / beta;
        }
        return total / x.length;
    }

    private static double nonZeroMean(List<Double> terms) {
        return terms.stream().mapToDouble(t -> t).filter(t -> t > 0).average().orElse(0);
    }
}
