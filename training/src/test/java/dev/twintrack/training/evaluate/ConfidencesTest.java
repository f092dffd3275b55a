package dev.twintrack.training.evaluate;

import static dev.twintrack.training.evaluate.Tracks.absent;
import static dev.twintrack.training.evaluate.Tracks.row;
import static dev.twintrack.training.evaluate.Tracks.sequence;
import static dev.twintrack.training.evaluate.Tracks.still;
import static dev.twintrack.training.evaluate.Tracks.take;
import static dev.twintrack.training.evaluate.Tracks.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConfidencesTest {

    private static final double[] TRUTH = row(10, 10, 10, 10);
    private static final double[] ELSEWHERE = row(60, 60, 10, 10);

    private static Confidences of(double[] confidence, double[] overlap) {
        return new Confidences(List.of(new Confidences.Judged(confidence, overlap, confidence.length)));
    }

    @Test
    void aurocIsTheShareOfPairsInTheRightOrder() {
        Random random = new Random(7);
        double[] confidence = new double[60];
        double[] overlap = new double[60];
        for (int i = 0; i < 60; i++) {
            // Coarse, so that there are ties.
            confidence[i] = random.nextInt(8) / 8.0;
            overlap[i] = random.nextDouble();
        }
        double ordered = 0;
        int pairs = 0;
        for (int hit = 0; hit < 60; hit++) {
            for (int miss = 0; miss < 60; miss++) {
                if (overlap[hit] > 0.5 && overlap[miss] <= 0.5) {
                    pairs++;
                    ordered += confidence[hit] > confidence[miss] ? 1 : confidence[hit] == confidence[miss] ? 0.5 : 0;
                }
            }
        }

        assertThat(of(confidence, overlap).values().get(Measure.AUROC)).isCloseTo(ordered / pairs, within(1e-12));
    }

    @Test
    void anOverlapOfExactlyAHalfIsAMiss() {
        Map<Measure, Double> values =
                of(new double[] {0.9, 0.1}, new double[] {0.6, 0.5}).values();

        assertThat(values.get(Measure.AUROC)).isEqualTo(1);
    }

    @Test
    void calibrationErrorWeighsEachTenthByItsFrames() {
        // Three frames at 0.95 of which two hit, one frame at 0.25 that misses.
        Confidences confidences = of(new double[] {0.95, 0.95, 0.95, 0.25}, new double[] {0.9, 0.9, 0, 0});

        double expected = (3 * (0.95 - 2 / 3.0) + 0.25) / 4;
        assertThat(confidences.values().get(Measure.ECE)).isCloseTo(expected, within(1e-12));
        assertThat(confidences.reliability().orElseThrow().shares()).containsExactly(0, 2 / 3.0);
    }

    @Test
    void numbersThatAreNoProbabilitiesHaveNoCalibration() {
        Map<Measure, Double> values =
                of(new double[] {17, 3}, new double[] {0.9, 0}).values();

        assertThat(values).containsKey(Measure.AUROC).doesNotContainKey(Measure.ECE);
    }

    @Test
    void theBestFMeasureLeavesOutWhatTheTrackerDoubts() {
        // Sure of two perfect frames, doubtful of two wrong ones, all four in sight: precision 1, recall 1/2.
        Confidences confidences = of(new double[] {0.9, 0.9, 0.2, 0.1}, new double[] {1, 1, 0, 0});

        assertThat(confidences.values().get(Measure.F1)).isCloseTo(2 * 0.5 / 1.5, within(1e-12));
    }

    @Test
    void aBoxForAnAbsentObjectIsAMiss() {
        Sequence sequence = sequence(TRUTH, TRUTH, absent());
        Take take = take(still(3, TRUTH), Double.NaN, 0.9, 0.4);

        Confidences.Judged judged = Confidences.judge(sequence, take).orElseThrow();

        assertThat(judged.overlap()).containsExactly(1, 0);
        assertThat(judged.inSight()).isEqualTo(2);
    }

    @Test
    void aTrackerWithoutConfidencesIsNotJudged() {
        assertThat(Confidences.judge(sequence(TRUTH, TRUTH), take(track(TRUTH, ELSEWHERE))))
                .isEmpty();
        assertThat(new Confidences(List.of()).values()).isEmpty();
    }
}
