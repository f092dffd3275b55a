package dev.twintrack.training.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.twintrack.TwintrackException;
import dev.twintrack.training.loss.Autograd;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Both forms of every distance against its textbook formula, value and gradient. */
class DistanceTest {

    private static final Shape SIX = new Shape(6, Samples.DIMENSION);
    private static final Shape FOUR = new Shape(4, Samples.DIMENSION);
    private static final float[] FACTOR = Samples.flat(Samples.embeddings(77, 3));

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    static Stream<Arguments> distances() {
        return Stream.of(
                distance("euclidean", Distance.euclidean(), Samples::euclidean),
                distance("squared", Distance.squaredEuclidean(), (a, b) -> Math.pow(Samples.euclidean(a, b), 2)),
                distance("cosine", Distance.cosine(), Samples::cosine));
    }

    private static Arguments distance(String name, Distance distance, ToDoubleBiFunction<double[], double[]> oracle) {
        return Arguments.of(name, distance, oracle);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("distances")
    void bothFormsFollowTheFormula(String name, Distance distance, ToDoubleBiFunction<double[], double[]> oracle) {
        float[][] queries = Samples.embeddings(1, 6);
        float[][] references = Samples.embeddings(2, 4);
        float[] live = distance.between(array(queries), array(references)).toFloatArray();
        double[][] plain = distance.between(queries, references);
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 4; j++) {
                double expected = oracle.applyAsDouble(Autograd.doubles(queries[i]), Autograd.doubles(references[j]));
                assertThat(plain[i][j]).isCloseTo(expected, within(1e-6));
                assertThat(distance.between(queries[i], references[j])).isCloseTo(expected, within(1e-6));
                assertThat((double) live[i * 4 + j]).isCloseTo(expected, within(1e-5));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("distances")
    void theGradientFollowsTheFormula(String name, Distance distance, ToDoubleBiFunction<double[], double[]> oracle) {
        float[] queries = Samples.flat(Samples.embeddings(3, 6));
        float[][] references = Samples.embeddings(4, 4);
        Autograd found = Autograd.of(manager, queries, SIX, q -> distance.between(q, array(references))
                .square()
                .sum());
        float[] expected = Autograd.slopes(queries, flat -> {
            double sum = 0;
            for (double[] query : Samples.rows(flat)) {
                for (float[] reference : references) {
                    sum += Math.pow(oracle.applyAsDouble(query, Autograd.doubles(reference)), 2);
                }
            }
            return sum;
        });
        for (int i = 0; i < expected.length; i++) {
            assertThat(found.gradient()[i]).isCloseTo(expected[i], within(1e-4f * (1 + Math.abs(expected[i]))));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("distances")
    void theSlopeIsFiniteAmongDuplicatesAndZeros(
            String name, Distance distance, ToDoubleBiFunction<double[], double[]> oracle) {
        float[][] rows = Samples.embeddings(5, 6);
        rows[1] = rows[0].clone();
        rows[2] = new float[Samples.DIMENSION];
        rows[3] = new float[Samples.DIMENSION];
        Autograd found = Autograd.of(
                manager, Samples.flat(rows), SIX, q -> distance.between(q, q).sum());
        assertThat(found.value()).isFinite();
        for (float slope : found.gradient()) {
            assertThat(Math.abs(slope)).isLessThan(100);
        }
    }

    @Test
    void duplicatesAreAtDistanceZero() {
        float[][] rows = Samples.embeddings(5, 6);
        rows[1] = rows[0].clone();
        float[] values = Distance.euclidean().between(array(rows), array(rows)).toFloatArray();
        assertThat(values[1]).isZero();
        assertThat(Distance.euclidean().between(rows, rows)[0][1]).isZero();
    }

    @Test
    void aCommonOffsetCostsNoDigits() {
        float[][] rows = Samples.embeddings(6, 6);
        for (float[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = row[i] / 64 + 100;
            }
        }
        double[][] plain = Distance.euclidean().between(rows, rows);
        float[] live = Distance.euclidean().between(array(rows), array(rows)).toFloatArray();
        for (int i = 0; i < live.length; i++) {
            assertThat((double) live[i]).isCloseTo(plain[i / 6][i % 6], within(1e-4));
        }
    }

    @Test
    void aZeroEmbeddingHasNoDirection() {
        float[] zero = new float[Samples.DIMENSION];
        assertThat(Distance.cosine().between(zero, Samples.embeddings(1, 1)[0])).isZero();
        assertThat(Distance.cosine().between(zero, zero)).isZero();
    }

    @Test
    void onlyTheCosineGrowsWithCloseness() {
        assertThat(Distance.cosine().largerIsCloser()).isTrue();
        assertThat(Distance.cosine().excess(0.2, 0.9)).isPositive();
        assertThat(Distance.euclidean().largerIsCloser()).isFalse();
        assertThat(Distance.euclidean().excess(0.2, 0.9)).isNegative();
    }

    @Test
    void mahalanobisIsTheEuclideanDistanceOfProjections() {
        Mahalanobis learned = Distance.mahalanobis(manager.create(FACTOR, new Shape(3, Samples.DIMENSION)));
        float[][] queries = Samples.embeddings(1, 6);
        float[][] references = Samples.embeddings(2, 4);
        float[] live = learned.between(array(queries), array(references)).toFloatArray();
        double[][] plain = learned.between(queries, references);
        for (int i = 0; i < live.length; i++) {
            double expected = mahalanobis(
                    Autograd.doubles(FACTOR), Autograd.doubles(queries[i / 4]), Autograd.doubles(references[i % 4]));
            assertThat(plain[i / 4][i % 4]).isCloseTo(expected, within(1e-5));
            assertThat((double) live[i]).isCloseTo(expected, within(1e-5));
        }
    }

    @Test
    void mahalanobisLearnsItsFactor() {
        float[][] queries = Samples.embeddings(1, 6);
        float[][] references = Samples.embeddings(2, 4);
        Autograd found =
                Autograd.of(manager, FACTOR, new Shape(3, Samples.DIMENSION), factor -> Distance.mahalanobis(factor)
                        .between(array(queries), array(references))
                        .sum());
        float[] expected = Autograd.slopes(FACTOR, factor -> {
            double sum = 0;
            for (float[] query : queries) {
                for (float[] reference : references) {
                    sum += mahalanobis(factor, Autograd.doubles(query), Autograd.doubles(reference));
                }
            }
            return sum;
        });
        assertThat(found.gradient()).containsExactly(expected, within(1e-4f));
    }

    @Test
    void mahalanobisBeginsAsTheEuclideanDistance() {
        float[][] rows = Samples.embeddings(1, 4);
        double[][] learned = Mahalanobis.identity(manager, Samples.DIMENSION).between(rows, rows);
        assertThat(learned).isDeepEqualTo(Distance.euclidean().between(rows, rows));
    }

    @Test
    void mahalanobisRefusesAFactorThatIsNoMatrix() {
        assertThatThrownBy(() -> Distance.mahalanobis(manager.ones(new Shape(3))))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("(K, D)");
    }

    private NDArray array(float[][] rows) {
        return manager.create(Samples.flat(rows), rows.length == 6 ? SIX : FOUR);
    }

    private static double mahalanobis(double[] factor, double[] a, double[] b) {
        double[][] rows = Samples.rows(factor);
        double sum = 0;
        for (double[] row : rows) {
            double projected = 0;
            for (int i = 0; i < row.length; i++) {
                projected += row[i] * (a[i] - b[i]);
            }
            sum += projected * projected;
        }
        return Math.sqrt(sum);
    }
}
