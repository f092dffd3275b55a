package dev.twintrack.training.data;

import java.util.random.RandomGenerator;

/** Changes the look of a finished canvas: colour, blur, coarseness, noise. Works in place. */
final class Retouch {

    /** Of JPEGs: from hardly to be recognised to what cameras send. */
    private static final int LOWEST_QUALITY = 12;

    private static final int HIGHEST_QUALITY = 61;

    private final Appearance appearance;

    Retouch(Appearance appearance) {
        this.appearance = appearance;
    }

    /**
     * @param grey whether the pair has lost its colour
     * @param coarse how many pixels shrink to one, 1 for none
     * @param compressed whether the few pixels go through a JPEG, last of all
     */
    void apply(Canvas canvas, boolean grey, double coarse, boolean compressed, RandomGenerator random) {
        if (coarse > 1) {
            if (!compressed) {
                Blur.coarsen(canvas, coarse);
            }
        } else if (random.nextDouble() < appearance.blur()) {
            Blur.box(canvas, 1 + 2 * (1 + random.nextInt(Math.max(1, appearance.blurSide() / 2))));
        }
        if (random.nextDouble() < appearance.motionBlur()) {
            Blur.motion(canvas, 3 + random.nextInt(Math.max(1, appearance.blurSide())), Math.PI * random.nextDouble());
        }
        boolean colour = random.nextDouble() < appearance.colour();
        if (colour || grey) {
            recolour(canvas, colour ? appearance.strength() : 0, grey, random);
        }
        if (random.nextDouble() < appearance.noise()) {
            noise(canvas, 1 + 7 * random.nextFloat(), random);
        }
        if (compressed) {
            Compression.apply(canvas, coarse, random.nextInt(LOWEST_QUALITY, HIGHEST_QUALITY + 1));
        }
    }

    /**
     * Gain, contrast around the mean, saturation and tint are all linear in the pixel, so they are one 3 × 3 matrix and an
     * offset.
     */
    private static void recolour(Canvas canvas, double strength, boolean grey, RandomGenerator random) {
        double gain = 1 + spread(strength, random);
        double contrast = 1 + spread(strength, random);
        double saturation = grey ? 0 : 1 + spread(1.5 * strength, random);
        double[] luma = {0.114, 0.587, 0.299};
        float[][] matrix = new float[3][3];
        float[] shift = new float[3];
        double mean = mean(canvas);
        for (int i = 0; i < 3; i++) {
            double tint = grey ? 1 : 1 + spread(strength / 3, random);
            for (int j = 0; j < 3; j++) {
                double mixed = (1 - saturation) * luma[j] + (i == j ? saturation : 0);
                matrix[i][j] = (float) (tint * gain * contrast * mixed);
            }
            shift[i] = (float) (tint * gain * (1 - contrast) * mean);
        }
        transform(canvas, matrix, shift);
    }

    /** Works on copied rows: the compiler then knows that the planes do not overlap, and uses vector instructions. */
    private static void transform(Canvas canvas, float[][] matrix, float[] shift) {
        int size = canvas.size();
        int plane = size * size;
        float[][] in = new float[3][size];
        float[] out = new float[size];
        for (int y = 0; y < size; y++) {
            int row = canvas.offset() + y * size;
            for (int c = 0; c < 3; c++) {
                System.arraycopy(canvas.bgr(), row + c * plane, in[c], 0, size);
            }
            for (int c = 0; c < 3; c++) {
                mix(in[0], in[1], in[2], matrix[c], shift[c], out);
                System.arraycopy(out, 0, canvas.bgr(), row + c * plane, size);
            }
        }
    }

    private static void mix(float[] blue, float[] green, float[] red, float[] weights, float shift, float[] out) {
        float b = weights[0];
        float g = weights[1];
        float r = weights[2];
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.max(0, Math.min(255, b * blue[i] + g * green[i] + r * red[i] + shift));
        }
    }

    private static float clamp(float value) {
        return Math.max(0, Math.min(255, value));
    }

    private static double mean(Canvas canvas) {
        double sum = 0;
        int count = 0;
        int end = canvas.offset() + 3 * canvas.size() * canvas.size();
        for (int i = canvas.offset(); i < end; i += 37) {
            sum += canvas.bgr()[i];
            count++;
        }
        return sum / count;
    }

    private static double spread(double strength, RandomGenerator random) {
        return strength * (random.nextDouble() * 2 - 1);
    }

    /** Triangular noise of about the given standard deviation, from a 64-bit linear congruential generator. */
    private static void noise(Canvas canvas, float deviation, RandomGenerator random) {
        float[] bgr = canvas.bgr();
        int end = canvas.offset() + 3 * canvas.size() * canvas.size();
        float step = deviation * 2.45f / 65536;
        long state = random.nextLong();
        for (int i = canvas.offset(); i < end; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            int first = (int) (state >>> 48);
            int second = (int) (state >>> 32) & 0xffff;
            bgr[i] = clamp(bgr[i] + (first - second) * step);
        }
    }
}
