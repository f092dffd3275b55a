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
    void theMeanAboutAPeakHeedsStrongCellsMostAndFarOnesNot() {
        float[] map = new float[225];
        float[] values = new float[225];
        map[112] = 0.9f;
        values[112] = 0.8f;
        map[112 - 3 * 15 + 3] = 0.3f;
        values[112 - 3 * 15 + 3] = 0.4f;
        map[112 + 4] = 1;
        values[112 + 4] = 0.1f;
        // (0.9 * 0.8 + 0.3 * 0.4) / (0.9 + 0.3)
        assertThat(Evidence.around(values, map, 15, 112, 3)).isCloseTo(0.7, Offset.offset(1e-6));
    }

    @Test
    void withoutAnyResponseTheMeanAboutAPeakIsThePeaksOwnValue() {
        float[] values = new float[225];
        values[3] = 0.6f;
        assertThat(Evidence.around(values, new float[225], 15, 3, 3)).isCloseTo(0.6, Offset.offset(1e-6));
    }

    @Test
    void confidenceIsTheLogisticOfTheWeightedMeasures() {
        Evidence evidence = new Evidence(0.5, 0.5, 0.25, 0.5, 0.5);
        double[] calibration = {1, 10, 10, 2, -3, 10};
        // The logits of one half are zero: 1 + 2 * 0.25 - 3 * 0.5 = 0.
        assertThat(evidence.confidence(calibration)).isCloseTo(0.5, Offset.offset(1e-12));
    }
}
