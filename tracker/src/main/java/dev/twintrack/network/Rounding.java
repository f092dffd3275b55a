package dev.twintrack.network;

/**
 * Rounds weights to integers. What weights of one window, or of one row of a 1 x 1 kernel, are multiplied with is much alike:
 * neighbouring positions, or what a ReLU let through. Errors that cancel among them cost next to nothing, and errors that
 * add up cost most of what 8 bits cost. So of each group the sum is kept (Guo et al., "SQuant", ICLR 2022, section 3,
 * whose kernels and channels these groups are).
 */
final class Rounding {

    private Rounding() {}

    /**
     * Integers near {@code values[from + i] / step} whose sum is the nearest to the sum of those; each is the nearest
     * integer, but for the few that had to be rounded the other way: those for which that is least far.
     *
     * @param most the largest magnitude, not below that of any value in steps
     */
    static int[] keepingSum(float[] values, int from, int count, float step, int most) {
        int[] integers = new int[count];
        double[] left = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            double exact = values[from + i] / step;
            integers[i] = (int) Math.max(-most, Math.min(most, Math.round(exact)));
            left[i] = exact - integers[i];
            sum += left[i];
        }
        int sign = sum < 0 ? -1 : 1;
        for (long turns = Math.round(Math.abs(sum)); turns > 0; turns--) {
            int next = -1;
            for (int i = 0; i < count; i++) {
                if (sign * integers[i] < most && (next < 0 || sign * left[i] > sign * left[next])) {
                    next = i;
                }
            }
            integers[next] += sign;
            left[next] -= sign;
        }
        return integers;
    }
}
