package dev.twintrack.scene;

/**
 * Sunlight through moving water: two nets of bright lines that drift over each other. Immutable; safe to share.
 */
final class Ripples {

    private static final int SIDE = 512;
    private static final int CELLS = 16;
    private static final int STRENGTH = 120;

    private final byte[] net = new byte[SIDE * SIDE];

    Ripples(long seed) {
        Noise noise = new Noise(seed, CELLS - 1);
        double cell = (double) CELLS / SIDE;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                net[y * SIDE + x] = (byte) (127 * noise.ridges(x * cell, y * cell, 2));
            }
        }
    }

    /** Lights up a picture whose top-left corner is at {@code (left, top)} of the scene. */
    void paint(int[] picture, int width, int height, int left, int top, int frame) {
        int drift = frame / 2;
        for (int y = 0; y < height; y++) {
            int first = wrap(y + top + drift) * SIDE;
            int second = wrap(y + top - drift + 190) * SIDE;
            for (int x = 0; x < width; x++) {
                int one = net[first + wrap(x + left + drift)];
                int other = net[second + wrap(x + left - frame / 3 + 77)];
                int light = (one + other + one * other / 32) * STRENGTH >>> 10;
                if (light > 0) {
                    int index = y * width + x;
                    picture[index] = Pixels.over(sun(light), picture[index]);
                }
            }
        }
    }

    /** A premultiplied pale yellow of the given alpha. */
    private static int sun(int alpha) {
        return alpha << 24 | alpha << 16 | alpha << 8 | alpha * 7 / 8;
    }

    /** The net repeats itself without a seam. */
    private static int wrap(int place) {
        return place & SIDE - 1;
    }
}
