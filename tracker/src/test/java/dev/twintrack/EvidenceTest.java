package dev.twintrack;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class EvidenceTest {

    private static float[] map(int peak, double width) {
        float[] map = new float[225];
        for (int i = 0; i < map.length; i++) {
            double dx = i % 15 - peak % 15;
            double dy = i / 15 - peak / 15;
            map[i] = (float) Math.exp(-(dx * dx + dy * dy) / (2 * width * width));
        }
        return map;
    }

    @Test
    void aNarrowPeakIsSharperThanAWideOne() {
        assertThat(Evidence.sharpness(map(112, 1))).isGreaterThan(Evidence.sharpness(map(112, 4)));
    }

    @Test
    void aFlatMapHasNoSharpness() {
        assertThat(Evidence.sharpness(new float[225])).isZero();
    }

    @Test
    void theRivalIsTheHighestPeakThatIsNotTheOwn() {
        float[] map = map(112, 1);
        map[2] = 0.7f;
        assertThat(Evidence.rival(map, 15, 112, 3)).isCloseTo(0.7, Offset.offset(1e-6));
    }

    @Test
    void confidenceIsTheLogisticOfTheWeightedMeasures() {
        Evidence evidence = new Evidence(0.5, 0.5, 0.25, 0.5, 0.5);
        double[] calibration = {1, 10, 10, 2, -3, 10};
        // The logits of one half are zero: 1 + 2 * 0.25 - 3 * 0.5 = 0.
        assertThat(evidence.confidence(calibration)).isCloseTo(0.5, Offset.offset(1e-12));
    }
}
