package dev.twintrack.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes of look against slow, obvious versions of themselves. */
class RetouchTest {

    private static final int SIZE = 21;

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 9})
    void boxBlurIsTwiceTheMeanOfTheNeighbourhood(int side) {
        Canvas canvas = noise(3);
        float[] expected = slowMean(slowMean(canvas.bgr(), side), side);

        Blur.box(canvas, side);

        assertClose(canvas.bgr(), expected);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.6, 1.5707963, 2.7})
    void motionBlurIsTheMeanAlongALine(double angle) {
        Canvas canvas = noise(4);
        int length = 6;
        float[] expected = new float[canvas.bgr().length];
        for (int k = 0; k < length; k++) {
            int dx = (int) Math.round((k - 2.5) * Math.cos(angle));
            int dy = (int) Math.round((k - 2.5) * Math.sin(angle));
            for (int i = 0; i < expected.length; i++) {
                expected[i] += at(canvas.bgr(), i, dx, dy) / length;
            }
        }

        Blur.motion(canvas, length, angle);

        assertClose(canvas.bgr(), expected);
    }

    @Test
    void coarseningKeepsTheMeanAndLosesTheDetail() {
        Canvas canvas = noise(5);
        double mean = mean(canvas.bgr());
        double detail = roughness(canvas.bgr());

        Blur.coarsen(canvas, 3);

        assertThat(mean(canvas.bgr())).isCloseTo(mean, within(3.0));
        assertThat(roughness(canvas.bgr())).isLessThan(detail / 4);
    }

    @Test
    void compressionKeepsTheMeanAndLosesTheMoreTheLowerItsQuality() {
        Canvas best = greyNoise(5);
        Canvas worst = greyNoise(5);
        float[] before = worst.bgr().clone();

        Compression.apply(best, 1, 95);
        Compression.apply(worst, 1, 10);

        assertThat(mean(worst.bgr())).isCloseTo(mean(before), within(4.0));
        assertThat(distance(worst.bgr(), before)).isGreaterThan(2 * distance(best.bgr(), before));
    }

    @Test
    void aCompressedCanvasIsCoarseAndNotTheSameAsACoarseOne() {
        Canvas compressed = noise(5);
        Canvas coarse = noise(5);
        double detail = roughness(coarse.bgr());

        new Retouch(Fixture.untouched()).apply(compressed, false, 3, true, new SplittableRandom(1));
        new Retouch(Fixture.untouched()).apply(coarse, false, 3, false, new SplittableRandom(1));

        assertThat(roughness(compressed.bgr())).isLessThan(detail / 4);
        assertThat(distance(compressed.bgr(), coarse.bgr())).isGreaterThan(1);
    }

    /** A JPEG halves the pixels of its colours, so colourful noise is lost at any quality. */
    private static Canvas greyNoise(long seed) {
        Canvas canvas = noise(seed);
        int plane = SIZE * SIZE;
        System.arraycopy(canvas.bgr(), 0, canvas.bgr(), plane, plane);
        System.arraycopy(canvas.bgr(), 0, canvas.bgr(), 2 * plane, plane);
        return canvas;
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]);
        }
        return sum / a.length;
    }

    @Test
    void aGreyCanvasHasThreeEqualPlanes() {
        Canvas canvas = noise(6);
        float[] before = canvas.bgr().clone();

        new Retouch(Fixture.untouched()).apply(canvas, true, 1, false, new SplittableRandom(1));

        int plane = SIZE * SIZE;
        for (int i = 0; i < plane; i++) {
            float luma = 0.114f * before[i] + 0.587f * before[plane + i] + 0.299f * before[2 * plane + i];
            assertThat(canvas.bgr()[i]).isCloseTo(luma, within(0.01f));
            assertThat(canvas.bgr()[plane + i]).isEqualTo(canvas.bgr()[i]);
            assertThat(canvas.bgr()[2 * plane + i]).isEqualTo(canvas.bgr()[i]);
        }
    }

    @Test
    void withoutAnyChangeThePixelsStay() {
        Canvas canvas = noise(6);
        float[] before = canvas.bgr().clone();

        new Retouch(Fixture.untouched()).apply(canvas, false, 1, false, new SplittableRandom(1));

        assertThat(canvas.bgr()).isEqualTo(before);
    }

    @Test
    void valuesStayBetweenBlackAndWhiteHoweverStrongTheChange() {
        Appearance strong = new Appearance(0, 1, 1, 1, 0, 1, 0, 0, 0.9, 9, 1, 0, 0);
        for (int seed = 0; seed < 20; seed++) {
            Canvas canvas = noise(seed);
            new Retouch(strong).apply(canvas, false, 1, false, new SplittableRandom(seed));
            for (float value : canvas.bgr()) {
                assertThat(value).isBetween(0f, 255f);
            }
        }
    }

    @Test
    void noiseHasTheSpreadThatIsAskedFor() {
        Canvas canvas = Canvas.of(101);
        java.util.Arrays.fill(canvas.bgr(), 128);
        Appearance noisy = new Appearance(0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0);

        new Retouch(noisy).apply(canvas, false, 1, false, new SplittableRandom(3));

        double mean = mean(canvas.bgr());
        double square = 0;
        for (float value : canvas.bgr()) {
            square += (value - mean) * (value - mean);
        }
        assertThat(mean).isCloseTo(128, within(0.2));
        assertThat(Math.sqrt(square / canvas.bgr().length)).isBetween(1.0, 8.0);
    }

    private static Canvas noise(long seed) {
        Canvas canvas = Canvas.of(SIZE);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < canvas.bgr().length; i++) {
            canvas.bgr()[i] = random.nextInt(256);
        }
        return canvas;
    }

    /** The value {@code (dx, dy)} away in the same plane, the edge repeated. */
    private static float at(float[] bgr, int index, int dx, int dy) {
        int plane = index / (SIZE * SIZE);
        int y = Math.max(0, Math.min(SIZE - 1, index / SIZE % SIZE + dy));
        int x = Math.max(0, Math.min(SIZE - 1, index % SIZE + dx));
        return bgr[plane * SIZE * SIZE + y * SIZE + x];
    }

    private static float[] slowMean(float[] bgr, int side) {
        int radius = side / 2;
        float[] mean = new float[bgr.length];
        for (int i = 0; i < bgr.length; i++) {
            double sum = 0;
            for (int dy = -radius; dy <= radius; dy++) {
                for (int dx = -radius; dx <= radius; dx++) {
                    sum += at(bgr, i, dx, dy);
                }
            }
            mean[i] = (float) (sum / (side * side));
        }
        return mean;
    }

    private static void assertClose(float[] actual, float[] expected) {
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(0.01f));
        }
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double roughness(float[] values) {
        double sum = 0;
        for (int i = 1; i < values.length; i++) {
            sum += i % SIZE == 0 ? 0 : Math.abs(values[i] - values[i - 1]);
        }
        return sum;
    }
}
