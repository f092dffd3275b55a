package dev.twintrack.scene;

/** Arithmetic on four 8-bit channels packed into an {@code int}: two channels at a time, in one multiplication. */
final class Pixels {

    private static final int EVEN = 0x00FF00FF;

    private Pixels() {}

    /** {@code a} towards {@code b} by {@code share / 256}, in each of the four channels. */
    static int mix(int a, int b, int share) {
        if (a == b) {
            return a;
        }
        int rest = 256 - share;
        int even = ((a & EVEN) * rest + (b & EVEN) * share) >>> 8 & EVEN;
        int odd = ((a >>> 8 & EVEN) * rest + (b >>> 8 & EVEN) * share) & ~EVEN;
        return even | odd;
    }

    /** A premultiplied colour laid over an opaque one. */
    static int over(int front, int back) {
        int alpha = front >>> 24;
        if (alpha == 255) {
            return front;
        }
        // 255 maps to 256, so that a clear front leaves the back as it is.
        int rest = 256 - alpha - (alpha >>> 7);
        int even = (back & EVEN) * rest >>> 8 & EVEN;
        int odd = (back >>> 8 & EVEN) * rest & ~EVEN;
        return front + (even | odd) | 0xFF000000;
    }

    static int rgb(double red, double green, double blue) {
        return 0xFF000000 | clamp(red) << 16 | clamp(green) << 8 | clamp(blue);
    }

    static int clamp(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value)));
    }
}
