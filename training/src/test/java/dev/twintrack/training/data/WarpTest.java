package dev.twintrack.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.twintrack.Box;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WarpTest {

    private static final int SIZE = 101;

    /** A white disc on black, and the box around what is white. */
    private static Canvas disc(Box box) {
        Canvas canvas = Canvas.of(SIZE);
        Canvas.Mask mask = Canvas.Mask.ellipse(box, 0.01);
        for (int i = 0; i < canvas.bgr().length; i++) {
            canvas.bgr()[i] = mask.at(i % SIZE, i / SIZE % SIZE) > 0 ? 255 : 0;
        }
        return canvas;
    }

    private static Box white(Canvas canvas) {
        int left = SIZE;
        int top = SIZE;
        int right = 0;
        int bottom = 0;
        for (int i = 0; i < SIZE * SIZE; i++) {
            if (canvas.bgr()[i] > 127) {
                left = Math.min(left, i % SIZE);
                right = Math.max(right, i % SIZE + 1);
                top = Math.min(top, i / SIZE);
                bottom = Math.max(bottom, i / SIZE + 1);
            }
        }
        return new Box(left, top, right - left, bottom - top);
    }

    @Test
    void theBoxOfARoundThingGoesWithItsPixels() {
        Random random = new Random(4);
        Motion motion = new Motion(0, 1, 1, 0, 1, 0, 1, 40, 1.3, 0, 1);
        for (int i = 0; i < 50; i++) {
            Box before = new Box(
                    20 + 20 * random.nextDouble(),
                    20 + 20 * random.nextDouble(),
                    15 + 20 * random.nextDouble(),
                    15 + 20 * random.nextDouble());
            Canvas canvas = disc(before);
            Warp warp = Warp.draw(motion, random);
            warp.apply(canvas, Canvas.of(SIZE));
            Box expected = white(canvas);
            Box box = warp.show(before, SIZE);
            assertThat(box.x()).isCloseTo(expected.x(), within(1.5));
            assertThat(box.y()).isCloseTo(expected.y(), within(1.5));
            assertThat(box.right()).isCloseTo(expected.right(), within(1.5));
            assertThat(box.bottom()).isCloseTo(expected.bottom(), within(1.5));
        }
    }

    @Test
    void aQuarterTurnSwapsTheSides() {
        Box turned = Warp.of(90, 1, 0).show(new Box(60, 45, 30, 10), SIZE);
        assertThat(turned.x()).isCloseTo(50.5 - (50 - 50.5) - 5, within(1e-9));
        assertThat(turned.y()).isCloseTo(60, within(1e-9));
        assertThat(turned.width()).isCloseTo(10, within(1e-9));
        assertThat(turned.height()).isCloseTo(30, within(1e-9));
    }

    @Test
    void aStretchKeepsTheArea() {
        Warp warp = Warp.of(0, 1.44, 0);
        Box wider = warp.show(new Box(40.5, 40.5, 20, 20), SIZE);
        assertThat(wider.width()).isCloseTo(24, within(1e-9));
        assertThat(wider.height()).isCloseTo(20 / 1.2, within(1e-9));
    }

    @Test
    void whatIsNotInThePictureIsItsMeanColour() {
        Canvas canvas = Canvas.of(SIZE);
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < SIZE * SIZE; i++) {
                canvas.bgr()[c * SIZE * SIZE + i] = i % SIZE < 50 ? 0 : 10 * (c + 1);
            }
        }
        Warp.of(45, 1, 0).apply(canvas, Canvas.of(SIZE));
        assertThat(canvas.bgr()[0]).isCloseTo(10 * 51 / 101f, within(0.01f));
        assertThat(canvas.bgr()[2 * SIZE * SIZE]).isCloseTo(30 * 51 / 101f, within(0.01f));
    }
}
