package dev.twintrack.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RoundingTest {

    private static final int MOST = 63;

    private static double sum(float[] values, float step) {
        double sum = 0;
        for (float value : values) {
            sum += value / step;
        }
        return sum;
    }

    private static double squares(float[] values, float step, int[] integers) {
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            squares += Math.pow(values[i] / step - integers[i], 2);
        }
        return squares;
    }

    /** The least sum of squared errors of all roundings, each value up or down, that keep the sum. */
    private static double leastSquares(float[] values, float step) {
        double least = Double.MAX_VALUE;
        for (int choice = 0; choice < 1 << values.length; choice++) {
            int[] integers = new int[values.length];
            for (int i = 0; i < values.length; i++) {
                integers[i] = (int) Math.floor(values[i] / step) + (choice >> i & 1);
            }
            if (Math.abs(Arrays.stream(integers).sum() - sum(values, step)) <= 0.5) {
                least = Math.min(least, squares(values, step, integers));
            }
        }
        return least;
    }

    @Test
    void keepsTheSumAtTheLeastErrorOfAllRoundingsThatDo() {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            float[] values = new float[9];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
            float step = 0.07f;

            int[] integers = Rounding.keepingSum(values, 0, values.length, step, MOST);

            assertThat((double) Arrays.stream(integers).sum()).isCloseTo(sum(values, step), Offset.offset(0.5));
            assertThat(squares(values, step, integers)).isCloseTo(leastSquares(values, step), Offset.offset(1e-6));
        }
    }

    @Test
    void whatRoundsTheSameWayAddsUpNoMore() {
        float[] values = new float[9];
        Arrays.fill(values, 0.4f);

        assertThat(Rounding.keepingSum(values, 0, 9, 1, MOST))
                .containsOnly(0, 1)
                .satisfies(integers -> assertThat(Arrays.stream(integers).sum()).isEqualTo(4));
    }

    @Test
    void theLargestGrowsNoFurther() {
        float[] values = {63, 0.4f, 0.4f};

        assertThat(Rounding.keepingSum(values, 0, 3, 1, MOST)).contains(63).doesNotContain(64);
        assertThat(Rounding.keepingSum(new float[] {-63, -0.4f, -0.4f}, 0, 3, 1, MOST))
                .contains(-63)
                .doesNotContain(-64);
    }

    @Test
    void roundsTheGroupThatItIsGiven() {
        assertThat(Rounding.keepingSum(new float[] {9, 1.4f, 2.6f, 9}, 1, 2, 1, MOST))
                .containsExactly(1, 3);
    }
}
