package dev.twintrack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The crop is compared with a slow one that asks for every pixel by itself, and pinned by a checksum. */
class CropTest {

    private static final Frame NOISE = noise(37, 23);

    private static Frame noise(int width, int height) {
        byte[] bgr = new byte[width * height * 3];
        new Random(5).nextBytes(bgr);
        return Frame.wrapBgr(width, height, bgr);
    }

    @Test
    void contextSideOfASquareIsTwiceItsSide() {
        assertThat(Crop.contextSide(new Box(0, 0, 10, 10))).isEqualTo(20);
        assertThat(Crop.contextSide(new Box(3, 4, 30, 10))).isEqualTo(Math.sqrt(50 * 30));
    }

    @ParameterizedTest
    @CsvSource({"0,0,37,23,16", "3.3,4.7,12.5,12.5,9", "-20,-10,60,60,31", "30,18,15,15,15", "100,100,10,10,8"})
    void everyPixelIsTheBilinearMixOfItsNeighbours(double x, double y, double width, double height, int size) {
        Box region = new Box(x, y, width, height);
        float[] border = {10, 20, 30};
        float[] crop = new float[3 * size * size];
        Crop.into(NOISE, region, size, border, crop, 0);
        for (int channel = 0; channel < 3; channel++) {
            for (int row = 0; row < size; row++) {
                for (int column = 0; column < size; column++) {
                    double expected = slow(region, size, border[channel], channel, row, column);
                    assertThat((double) crop[(channel * size + row) * size + column])
                            .isCloseTo(expected, Offset.offset(1e-3));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0,0,37,23,16", "3.3,4.7,12.5,12.5,9", "-20,-10,60,60,31", "30,18,15,15,15", "100,100,10,10,8"})
    void inBytesEveryPixelIsTheSameMixToTwoLevels(double x, double y, double width, double height, int size) {
        Box region = new Box(x, y, width, height);
        float[] border = {10, 20, 30};
        byte[] crop = new byte[7 + 3 * size * size];
        Crop.into(NOISE, region, size, border, crop, 7);
        for (int i = 0; i < size * size * 3; i++) {
            double expected = slow(region, size, border[i % 3], i % 3, i / 3 / size, i / 3 % size);
            assertThat((double) (crop[7 + i] & 0xff)).isCloseTo(expected, Offset.offset(2.0));
        }
    }

    @ParameterizedTest
    @CsvSource({"0,0,37,37,16", "3.3,4.7,12.5,12.5,9", "-20,-10,60,60,31"})
    void notTurnedItIsTheSameCrop(double x, double y, double width, double height, int size) {
        byte[] crop = new byte[3 * size * size];
        Crop.turned(NOISE, new Box(x, y, width, height), 0, size, new float[] {10, 20, 30}, crop, 0);
        for (int i = 0; i < crop.length; i++) {
            double expected =
                    slow(new Box(x, y, width, height), size, 10 + 10 * (i % 3), i % 3, i / 3 / size, i / 3 % size);
            assertThat((double) (crop[i] & 0xff)).isCloseTo(expected, Offset.offset(0.6));
        }
    }

    @Test
    void turnedByAQuarterTheTopComesToTheRight() {
        int size = 9;
        Box region = new Box(4, 5, size, size);
        byte[] upright = new byte[3 * size * size];
        byte[] turned = new byte[3 * size * size];
        Crop.turned(NOISE, region, 0, size, new float[3], upright, 0);
        Crop.turned(NOISE, region, 90, size, new float[3], turned, 0);
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                int to = column * size + size - 1 - row;
                assertThat(turned[3 * to]).isEqualTo(upright[3 * (row * size + column)]);
            }
        }
    }

    @Test
    void inBytesNothingRunsOverInTheLightestPictureHalfWayBetweenPixels() {
        byte[] white = new byte[8 * 8 * 3];
        Arrays.fill(white, (byte) 255);
        byte[] crop = new byte[3 * 4 * 4];
        for (double shift = 0; shift < 1; shift += 1 / 512.0) {
            Crop.into(Frame.wrapBgr(8, 8, white), new Box(1 + shift, 1, 4, 4), 4, new float[3], crop, 0);
            assertThat(crop).containsOnly((byte) 255);
        }
    }

    @Test
    void aFrameOfOnePixelCanBeCropped() {
        byte[] crop = new byte[3];
        Crop.into(Frame.wrapBgr(1, 1, new byte[] {1, 2, 3}), new Box(0, 0, 1, 1), 1, new float[3], crop, 0);
        assertThat(crop).containsExactly(1, 2, 3);
    }

    private static double slow(Box region, int size, double border, int channel, int row, int column) {
        double sx = region.x() + (column + 0.5) * region.width() / size - 0.5;
        double sy = region.y() + (row + 0.5) * region.height() / size - 0.5;
        double sum = 0;
        for (int dy = 0; dy <= 1; dy++) {
            for (int dx = 0; dx <= 1; dx++) {
                int px = (int) Math.floor(sx) + dx;
                int py = (int) Math.floor(sy) + dy;
                double weight = Math.abs(1 - dx - (sx - Math.floor(sx))) * Math.abs(1 - dy - (sy - Math.floor(sy)));
                boolean inside = px >= 0 && py >= 0 && px < NOISE.width() && py < NOISE.height();
                int at = (py * NOISE.width() + px) * 3 + channel;
                sum += weight * (inside ? NOISE.bgr()[at] & 0xff : border);
            }
        }
        return sum;
    }

    @Test
    void aCropOfTheWholeFrameAtItsOwnSizeIsTheFrame() {
        Frame square = noise(15, 15);
        float[] crop = new float[3 * 15 * 15];
        Crop.into(square, new Box(0, 0, 15, 15), 15, new float[3], crop, 0);
        for (int i = 0; i < 15 * 15; i++) {
            assertThat(crop[i]).isEqualTo(square.bgr()[i * 3] & 0xff);
            assertThat(crop[2 * 15 * 15 + i]).isEqualTo(square.bgr()[i * 3 + 2] & 0xff);
        }
    }

    @Test
    void theGoldenCropHasNotChanged() {
        float[] crop = new float[3 * 127 * 127];
        Crop.into(NOISE, Crop.region(new Box(20, 10, 9, 14), 1), 127, Crop.border(NOISE), crop, 0);
        CRC32 sum = new CRC32();
        for (float value : crop) {
            sum.update(Math.round(value));
        }
        assertThat(Long.toHexString(sum.getValue())).isEqualTo("c4de3d5c");
    }

    @Test
    void theBorderIsTheMeanColourOfASmallFrame() {
        double[] means = new double[3];
        for (int i = 0; i < NOISE.bgr().length; i++) {
            means[i % 3] += (NOISE.bgr()[i] & 0xff) / (NOISE.bgr().length / 3.0);
        }
        float[] border = Crop.border(NOISE);
        for (int channel = 0; channel < 3; channel++) {
            assertThat((double) border[channel]).isCloseTo(means[channel], Offset.offset(1e-3));
        }
    }
}
