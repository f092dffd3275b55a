package dev.twintrack.training.tune;

import dev.twintrack.training.tune.Rehearsal.Sample;
import java.util.List;

/**
 * Logistic regression of right or wrong on the measures of a search, by Newton's method with a small ridge on all but the
 * constant (Bishop, "Pattern Recognition and Machine Learning", 2006, section 4.3.3).
 */
final class LogisticFit {

    private static final double RIDGE = 1e-2;
    private static final int STEPS = 30;

    private LogisticFit() {}

    /** Coefficients, the constant first. */
    static double[] fit(List<Sample> samples) {
        int n = samples.get(0).measures().length + 1;
        double[] weights = new double[n];
        for (int step = 0; step < STEPS; step++) {
            double[][] system = new double[n][n + 1];
            for (int i = 0; i < n; i++) {
                double ridge = i == 0 ? 1e-9 : RIDGE;
                system[i][i] = ridge;
                system[i][n] = -ridge * weights[i];
            }
            for (Sample sample : samples) {
                accumulate(system, sample, weights);
            }
            double[] change = solve(system);
            for (int i = 0; i < n; i++) {
                weights[i] += change[i];
            }
        }
        return weights;
    }

    private static void accumulate(double[][] system, Sample sample, double[] weights) {
        int n = weights.length;
        double[] x = new double[n];
        x[0] = 1;
        System.arraycopy(sample.measures(), 0, x, 1, n - 1);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += weights[i] * x[i];
        }
        double p = 1 / (1 + Math.exp(-sum));
        double curvature = Math.max(p * (1 - p), 1e-6);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                system[i][j] += curvature * x[i] * x[j];
            }
            system[i][n] += ((sample.right() ? 1 : 0) - p) * x[i];
        }
    }

    /** Gauss with row exchanges on the system's augmented matrix. */
    private static double[] solve(double[][] a) {
        int n = a.length;
        for (int column = 0; column < n; column++) {
            int pivot = column;
            for (int row = column + 1; row < n; row++) {
                pivot = Math.abs(a[row][column]) > Math.abs(a[pivot][column]) ? row : pivot;
            }
            double[] swapped = a[column];
            a[column] = a[pivot];
            a[pivot] = swapped;
            for (int row = column + 1; row < n; row++) {
                double factor = a[row][column] / a[column][column];
                for (int k = column; k <= n; k++) {
                    a[row][k] -= factor * a[column][k];
                }
            }
        }
        double[] x = new double[n];
        for (int row = n - 1; row >= 0; row--) {
            double sum = a[row][n];
            for (int k = row + 1; k < n; k++) {
                sum -= a[row][k] * x[k];
            }
            x[row] = sum / a[row][row];
        }
        return x;
    }
}
