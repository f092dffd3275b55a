package dev.twintrack;

/** The Hann window over a square map: 1 in the centre, towards 0 at the edges; favours small moves. */
final class Window {

    private Window() {}

    /** {@code cells × cells} values, row by row. */
    static float[] hann(int cells) {
        double[] line = new double[cells];
        for (int i = 0; i < cells; i++) {
            line[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 1) / (cells + 1));
        }
        float[] window = new float[cells * cells];
        for (int r = 0; r < cells; r++) {
            for (int c = 0; c < cells; c++) {
                window[r * cells + c] = (float) (line[r] * line[c]);
            }
        }
        return window;
    }
}
