package dev.twintrack.scene;

import dev.twintrack.Frame;
import java.util.SplittableRandom;

/**
 * What a real camera does to a clean picture: darker corners, light that comes and goes, and sensor noise that is new in
 * every frame. Immutable; safe to share.
 */
final class Lens {

    private static final int SIDE = 256;

    private final long seed;
    private final Swing light;
    private final byte[] noise = new byte[SIDE * SIDE];

    /** {@code deviation} is the noise's standard deviation, of 255. */
    Lens(long seed, double deviation, Swing light) {
        this.seed = seed;
        this.light = light;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) Math.max(-128, Math.min(127, Math.round(normal(random) * deviation)));
        }
    }

    /** The sum of twelve even draws is close to normal, and the same on every Java. */
    private static double normal(SplittableRandom random) {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += random.nextDouble();
        }
        return sum;
    }

    /** The frame of a packed picture. */
    Frame take(int[] picture, int width, int height, int frame) {
        SplittableRandom random = new SplittableRandom(seed + 31L * frame);
        int blueAt = random.nextInt(SIDE * SIDE);
        int greenAt = random.nextInt(SIDE * SIDE);
        int redAt = random.nextInt(SIDE * SIDE);
        int bright = (int) (256 * (1 + light.at(frame)));
        byte[] bgr = new byte[width * height * 3];
        for (int y = 0; y < height; y++) {
            double dy = 2.0 * y / height - 1;
            for (int x = 0; x < width; x++) {
                double dx = 2.0 * x / width - 1;
                int gain = bright - (int) (28 * (dx * dx + dy * dy));
                int index = y * width + x;
                int grain = y * SIDE + x;
                int color = picture[index];
                bgr[3 * index] = expose(color & 0xFF, gain, noise[grain + blueAt & SIDE * SIDE - 1]);
                bgr[3 * index + 1] = expose(color >>> 8 & 0xFF, gain, noise[grain + greenAt & SIDE * SIDE - 1]);
                bgr[3 * index + 2] = expose(color >>> 16 & 0xFF, gain, noise[grain + redAt & SIDE * SIDE - 1]);
            }
        }
        return Frame.wrapBgr(width, height, bgr);
    }

    private static byte expose(int value, int gain, int noise) {
        return (byte) Math.max(0, Math.min(255, (value * gain >> 8) + noise));
    }
}
