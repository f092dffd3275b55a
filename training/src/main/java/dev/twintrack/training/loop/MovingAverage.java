package dev.twintrack.training.loop;

/**
 * An exponential moving average of the weights, and of BatchNorm's running statistics with them, so that weights and
 * statistics in one snapshot belong together. The decay rises as {@code (1 + t) / (10 + t)} until it reaches its
 * setting, so that the first random weights are soon forgotten.
 */
final class MovingAverage {

    private final double decay;
    private final float[] values;

    /**
     * @param decay share of the old average that stays at each step; 0 makes the average the weights themselves
     * @param start weights to begin with; copied
     */
    MovingAverage(double decay, float[] start) {
        this.decay = decay;
        this.values = start.clone();
    }

    /** @param step steps taken, from 1 */
    void update(float[] weights, long step) {
        double share = Math.min(decay, (1.0 + step) / (10.0 + step));
        float take = (float) (1 - share);
        for (int i = 0; i < values.length; i++) {
            values[i] += take * (weights[i] - values[i]);
        }
    }

    /** The average: live. */
    float[] values() {
        return values;
    }
}
