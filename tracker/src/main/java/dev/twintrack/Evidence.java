package dev.twintrack;

/**
 * What the raw response of one search says about how far to trust it; all measures are free of the response's scale
 * or lie in {@code [0, 1]}.
 *
 * @param peak the response where the target was placed, as a probability
 * @param quality expected IoU of the boxes about the peak, in {@code [0, 1]}, each weighted by its response: one box's alone
 *     is noisier; equal to {@code peak} for a head without this output
 * @param sharpness {@code APCE / (1 + APCE)} with the average peak-to-correlation energy of Wang et al., "LMCF"
 *     (CVPR 2017), section 3.2, divided by its value on a map with a single peak cell
 * @param rival the highest response outside the target's own peak, over the peak itself
 * @param familiarity what the target's memory says of the place, in {@code [0, 1]}; equal to {@code peak} without memory
 */
record Evidence(double peak, double quality, double sharpness, double rival, double familiarity) {

    /** The number of coefficients of a calibration: one a measure, and the constant. */
    static final int COEFFICIENTS = 6;

    /** Log-odds beyond which a network is only loud: what it says of the target grows no further. */
    private static final double LOUD = 4;

    /** The measures in the order of the calibration's coefficients, after its constant. */
    double[] measures() {
        return new double[] {heard(peak), heard(quality), sharpness, rival, heard(familiarity)};
    }

    /** Log-odds of a probability, as far as they count. */
    static double heard(double p) {
        return Math.min(Math.max(logit(p), -LOUD), LOUD);
    }

    /** Logistic regression: the probability that the box overlaps the target by more than half, as this frame alone says. */
    double confidence(double[] calibration) {
        double sum = calibration[0];
        double[] measures = measures();
        for (int i = 0; i < measures.length && i + 1 < calibration.length; i++) {
            sum += calibration[i + 1] * measures[i];
        }
        return probability(sum);
    }

    /** Log-odds, of probabilities a ten-thousandth from 0 and 1 at most. */
    static double logit(double p) {
        double inside = Math.min(Math.max(p, 1e-4), 1 - 1e-4);
        return Math.log(inside / (1 - inside));
    }

    static double probability(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }

    /** Sharpness of a {@code columns}-wide map: 1 towards a single peak, 0 for a flat map. */
    static double sharpness(float[] map) {
        float high = Float.NEGATIVE_INFINITY;
        float low = Float.POSITIVE_INFINITY;
        for (float value : map) {
            high = Math.max(high, value);
            low = Math.min(low, value);
        }
        double energy = 0;
        for (float value : map) {
            energy += (value - low) * (value - low);
        }
        double apce = energy > 0 ? (high - low) * (high - low) / (energy / map.length) : 0;
        // A single peak cell has APCE = number of cells; a blob of some ten cells is as sharp as a real target gets.
        double blob = map.length / 10.0;
        return apce / (apce + blob);
    }

    /** The mean of the values within {@code radius} cells of the peak (Chebyshev), each weighted by the response. */
    static double around(float[] values, float[] map, int columns, int peak, int radius) {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < map.length; i++) {
            if (distance(i, peak, columns) <= radius) {
                sum += map[i] * values[i];
                weights += map[i];
            }
        }
        return weights > 0 ? sum / weights : values[peak];
    }

    /** The highest value further than {@code radius} cells from the peak (Chebyshev), over the value at the peak. */
    static double rival(float[] map, int columns, int peak, int radius) {
        float highest = 0;
        for (int i = 0; i < map.length; i++) {
            if (distance(i, peak, columns) > radius) {
                highest = Math.max(highest, map[i]);
            }
        }
        return map[peak] > 0 ? Math.min(1, highest / map[peak]) : 1;
    }

    /** Cells between two of a map (Chebyshev). */
    static int distance(int cell, int other, int columns) {
        return Math.max(Math.abs(cell / columns - other / columns), Math.abs(cell % columns - other % columns));
    }
}
