package dev.twintrack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CorrelationTest {

    @Test
    void slidingIsTheSumOfProductsAtEveryPlace() {
        int channels = 3;
        int k = 2;
        int m = 5;
        Random random = new Random(1);
        float[] template = random(random, channels * k * k);
        float[] maps = random(random, 2 * channels * m * m);
        float[] response = Correlation.slide(template, k, maps, 1, m, channels);
        assertThat(response).hasSize(16);
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 4; x++) {
                double expected = 0;
                for (int c = 0; c < channels; c++) {
                    for (int i = 0; i < k; i++) {
                        for (int j = 0; j < k; j++) {
                            expected += template[c * k * k + i * k + j]
                                    * maps[channels * m * m + c * m * m + (y + i) * m + x + j];
                        }
                    }
                }
                assertThat((double) response[y * 4 + x]).isCloseTo(expected, Offset.offset(1e-4));
            }
        }
    }

    @Test
    void theCosineWithItselfIsOneHoweverBrightTheMap() {
        float[] template = random(new Random(3), 2 * 9);
        float[] map = new float[2 * 25];
        for (int c = 0; c < 2; c++) {
            for (int i = 0; i < 9; i++) {
                map[c * 25 + (1 + i / 3) * 5 + 2 + i % 3] = 7 * template[c * 9 + i];
            }
        }
        float[] response = Correlation.cosine(template, 3, map, 0, 5, 2);
        assertThat(response[1 * 3 + 2]).isCloseTo(1, Offset.offset(1e-5f));
        for (float value : response) {
            assertThat(value).isLessThan(1 + 1e-5f);
        }
    }

    @Test
    void theTopOfAParabolaIsFoundBetweenCells() {
        float[] map = new float[9];
        for (int column = 0; column < 9; column++) {
            map[column] = (float) -Math.pow(column - 4.3, 2);
        }
        assertThat(Correlation.peakOffset(map, 9, 4, 1)).isCloseTo(0.3, Offset.offset(1e-5));
        assertThat(Correlation.peakOffset(map, 9, 0, 1)).isZero();
    }

    private static float[] random(Random random, int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }
}
