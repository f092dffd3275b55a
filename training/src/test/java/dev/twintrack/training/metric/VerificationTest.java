package dev.twintrack.training.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.twintrack.TwintrackException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationTest {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theThresholdKeepsItsFalseAcceptRateAndIsTheLoosestThatDoes(boolean largerIsCloser) {
        double[] genuine = scores(1, 200, largerIsCloser ? 1 : -1);
        double[] impostor = scores(2, 300, 0);
        Verification verification = Verification.of(genuine, impostor, largerIsCloser);
        for (double rate : new double[] {0.01, 0.05, 0.1, 0.5}) {
            OperatingPoint point = verification.at(rate);
            long falseAccepts = Arrays.stream(impostor).filter(point::accepts).count();
            assertThat(falseAccepts).isEqualTo(point.falseAccept().hits());
            assertThat(point.falseAccept().value()).isEqualTo(rate, within(1e-9));
            assertThat(Arrays.stream(genuine).filter(point::accepts).count())
                    .isEqualTo(point.trueAccept().hits());
        }
    }

    @Test
    void tiedImpostorsAreRejectedTogether() {
        OperatingPoint point = Verification.of(
                        new double[] {1, 2, 5}, new double[] {3, 3, 3, 3, 9, 9, 9, 9, 9, 9}, false)
                .at(0.2);
        assertThat(point.falseAccept().hits()).isZero();
        assertThat(point.trueAccept().hits()).isEqualTo(2);
        assertThat(point.threshold()).isEqualTo(2.5);
    }

    @Test
    void whereAnImpostorIsTheClosestOfAllNothingPasses() {
        OperatingPoint point = Verification.of(new double[] {5}, new double[] {1, 1, 1, 1}, false)
                .at(0.5);
        assertThat(point.trueAccept().hits()).isZero();
        assertThat(point.falseAccept().hits()).isZero();
    }

    @Test
    void aRateThatThePairsCannotMeasureIsRefused() {
        Verification verification = Verification.of(scores(1, 50, 1), scores(2, 99, 0), true);
        assertThat(verification.measures(0.01)).isFalse();
        assertThatThrownBy(() -> verification.at(0.01))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("at least 100 impostor pairs, got 99");
        assertThatThrownBy(() -> verification.at(1.5)).isInstanceOf(TwintrackException.class);
    }

    @Test
    void theAreaIsTheShareOfRightlyOrderedPairs() {
        double[] genuine = {0.9, 0.5, 0.5, 0.1};
        double[] impostor = {0.5, 0.2, 0.1};
        double sum = 0;
        for (double g : genuine) {
            for (double i : impostor) {
                sum += g > i ? 1 : g == i ? 0.5 : 0;
            }
        }
        assertThat(Verification.of(genuine, impostor, true).areaUnderCurve()).isCloseTo(sum / 12, within(1e-12));
    }

    @Test
    void theEqualErrorRateIsWhereBothErrorsMeet() {
        // At threshold 3.5: one of four impostors accepted, one of four genuine pairs rejected.
        assertThat(Verification.of(new double[] {1, 2, 3, 6}, new double[] {2.5, 5, 7, 8}, false)
                        .equalErrorRate())
                .isCloseTo(0.25, within(1e-12));
        assertThat(Verification.of(new double[] {1, 2}, new double[] {3, 4}, false)
                        .equalErrorRate())
                .isZero();
        assertThat(Verification.of(new double[] {3, 4}, new double[] {1, 2}, false)
                        .equalErrorRate())
                .isEqualTo(1);
        assertThat(Verification.of(new double[] {1, 1}, new double[] {1, 1}, false)
                        .equalErrorRate())
                .isEqualTo(0.5);
    }

    @Test
    void theEqualErrorRateOfTwoNormalsIsTheNormalTail() {
        double rate =
                Verification.of(scores(3, 20000, 2), scores(4, 20000, 0), true).equalErrorRate();
        assertThat(rate).isCloseTo(0.1587, within(0.006));
    }

    @Test
    void intervalsOverThingsAreWiderThanOverPairsThatShareThem() {
        // 12 crops of each of 10 things, all of a thing nearly alike: 6480 impostor pairs, but only 45 pairs of things.
        float[][] things = Samples.embeddings(8, 10);
        float[][] noise = Samples.embeddings(9, 120);
        float[][] rows = new float[120][Samples.DIMENSION];
        int[] labels = new int[120];
        for (int i = 0; i < 120; i++) {
            labels[i] = i % 10;
            for (int k = 0; k < Samples.DIMENSION; k++) {
                rows[i][k] = things[i % 10][k] + 0.1f * noise[i][k];
            }
        }
        Verification verification = Verification.of(Points.within(rows, labels), Distance.cosine());
        Rate pairs = verification.at(0.1).falseAccept();
        Rate overThings = verification.at(0.1, new Random(1)).falseAccept();
        assertThat(overThings.value()).isEqualTo(pairs.value());
        assertThat(overThings.low()).isLessThan(pairs.value());
        assertThat(overThings.high()).isGreaterThan(pairs.value());
        assertThat(overThings.high() - overThings.low()).isGreaterThan(3 * (pairs.high() - pairs.low()));
    }

    @Test
    void intervalsOverThingsCoverTheTruthAboutAsOftenAsTheySay() {
        int covered = 0;
        for (int trial = 0; trial < 60; trial++) {
            // Queries and references of 40 things at random: genuine pairs are as close as impostors.
            float[][] queries = Samples.embeddings(trial, 40);
            float[][] references = Samples.embeddings(1000 + trial, 40);
            int[] labels = IntStream.range(0, 40).toArray();
            Rate rate = Verification.of(Points.against(queries, labels, references, labels), Distance.euclidean())
                    .at(0.2, new Random(trial))
                    .trueAccept();
            covered += rate.low() <= 0.2 && 0.2 <= rate.high() ? 1 : 0;
        }
        assertThat(covered).isBetween(50, 60);
    }

    @Test
    void bareDistancesHaveNoThingsToDrawAnew() {
        assertThatThrownBy(() -> Verification.of(scores(1, 50, 1), scores(2, 99, 0), true)
                        .at(0.1, new Random(1)))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("labelled points");
    }

    @Test
    void theCurveRisesFromNothingToEverything() {
        List<Verification.RocPoint> curve =
                Verification.of(scores(1, 40, 1), scores(2, 60, 0), true).curve();
        assertThat(curve.get(0)).isEqualTo(new Verification.RocPoint(0, 0));
        assertThat(curve.get(curve.size() - 1)).isEqualTo(new Verification.RocPoint(1, 1));
        for (int i = 1; i < curve.size(); i++) {
            assertThat(curve.get(i).falseAccept())
                    .isGreaterThanOrEqualTo(curve.get(i - 1).falseAccept());
            assertThat(curve.get(i).trueAccept())
                    .isGreaterThanOrEqualTo(curve.get(i - 1).trueAccept());
        }
    }

    @Test
    void aSetComparedWithItselfGivesEachPairOnce() {
        int[] labels = {1, 1, 1, 2, 2};
        Verification verification = Verification.of(Points.within(Samples.embeddings(1, 5), labels), Distance.cosine());
        assertThat(verification.genuinePairs()).isEqualTo(4);
        assertThat(verification.impostorPairs()).isEqualTo(6);
    }

    @Test
    void refusesToJudgeWithoutBothKindsOfPairs() {
        assertThatThrownBy(() -> Verification.of(new double[0], new double[] {1}, true))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("0 genuine and 1 impostor");
        assertThatThrownBy(() -> Verification.of(new double[] {Double.NaN}, new double[] {1}, true))
                .isInstanceOf(TwintrackException.class);
    }

    @Test
    void theIntervalIsWilsons() {
        // Newcombe, Statistics in Medicine 1998, table I: 81 of 263 and 0 of 20, method 3.
        Rate rate = Rate.wilson(81, 263);
        assertThat(rate.low()).isCloseTo(0.2553, within(5e-5));
        assertThat(rate.high()).isCloseTo(0.3662, within(5e-5));
        assertThat(Rate.wilson(0, 20).low()).isZero();
        assertThat(Rate.wilson(0, 20).high()).isCloseTo(0.1611, within(5e-5));
        assertThatThrownBy(() -> Rate.wilson(3, 2)).isInstanceOf(TwintrackException.class);
    }

    private static double[] scores(int seed, int count, double mean) {
        Random random = new Random(seed);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = mean + random.nextGaussian();
        }
        return values;
    }
}
