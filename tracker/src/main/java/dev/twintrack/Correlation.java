package dev.twintrack;

import java.util.Arrays;

/** Plain cross-correlation of feature maps, and what is read off its response. */
final class Correlation {

    private Correlation() {}

    /**
     * Slides a template over one map: {@code response(y, x) = Σ_c,i,j template(c, i, j) · map(c, y + i, x + j)}.
     *
     * @param template {@code C × k × k}
     * @param maps {@code n × C × m × m}
     * @param index which of the {@code n} maps
     * @return {@code (m - k + 1)²} values
     */
    static float[] slide(float[] template, int k, float[] maps, int index, int m, int channels) {
        int side = m - k + 1;
        float[] response = new float[side * side];
        for (int c = 0; c < channels; c++) {
            int plane = (index * channels + c) * m * m;
            for (int i = 0; i < k; i++) {
                for (int j = 0; j < k; j++) {
                    float weight = template[(c * k + i) * k + j];
                    if (weight == 0) {
                        continue;
                    }
                    for (int y = 0; y < side; y++) {
                        int from = plane + (y + i) * m + j;
                        int to = y * side;
                        for (int x = 0; x < side; x++) {
                            response[to + x] += weight * maps[from + x];
                        }
                    }
                }
            }
        }
        return response;
    }

    /**
     * Normalised cross-correlation: {@link #slide} over the lengths of the template and of what it covers, so that the
     * response is the cosine between the two and bright, busy places gain nothing by being so.
     *
     * @return {@code (m - k + 1)²} values in {@code [-1, 1]}
     */
    static float[] cosine(float[] template, int k, float[] maps, int index, int m, int channels) {
        float[] energy = new float[m * m];
        for (int c = 0; c < channels; c++) {
            int plane = (index * channels + c) * m * m;
            for (int i = 0; i < energy.length; i++) {
                energy[i] += maps[plane + i] * maps[plane + i];
            }
        }
        float[] ones = new float[k * k];
        Arrays.fill(ones, 1);
        float[] covered = slide(ones, k, energy, 0, m, 1);
        double own = 1e-12;
        for (float value : template) {
            own += value * value;
        }
        float[] response = slide(template, k, maps, index, m, channels);
        for (int i = 0; i < response.length; i++) {
            response[i] /= (float) Math.sqrt(own * (covered[i] + 1e-12));
        }
        return response;
    }

    /**
     * Where between its neighbours a peak really lies, from the parabola through the three values along one axis.
     *
     * @param step distance in the array to the neighbours: 1 along a row, the number of columns along a column
     * @return in {@code [-0.5, 0.5]} cells; 0 at the edge of the map
     */
    static double peakOffset(float[] map, int columns, int peak, int step) {
        int at = step == 1 ? peak % columns : peak / columns;
        int last = (step == 1 ? columns : map.length / columns) - 1;
        if (at == 0 || at == last) {
            return 0;
        }
        double before = map[peak - step];
        double after = map[peak + step];
        double curvature = before - 2.0 * map[peak] + after;
        return curvature < 0 ? Math.max(-0.5, Math.min(0.5, (before - after) / (2 * curvature))) : 0;
    }
}
