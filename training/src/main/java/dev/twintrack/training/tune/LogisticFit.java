package dev.twintrack.training.tune;

import dev.twintrack.training.tune.Rehearsal.Sample;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Logistic regression of right or wrong on the measures of a search, by Newton's method with a small ridge on all but the
 * constant (Bishop, "Pattern Recognition and Machine Learning", 2006, section 4.3.3). It is known of each measure whether it
 * speaks for a box or against it; a coefficient that says otherwise has learnt its few clips by heart. So the likelihood is
 * maximised over the coefficients of the right sign: by a fit with each subset of the measures, the others being 0.
 */
final class LogisticFit {

    private static final double RIDGE = 1e-2;
    private static final int STEPS = 30;

    /** Stands in the ridge's place for what must stay 0. */
    private static final double FIXED = 1e12;

    private final List<Sample> samples;
    private final double[] ridges;
    private final double[] weights;

    private LogisticFit(List<Sample> samples, int subset) {
        this.samples = samples;
        weights = new double[samples.get(0).measures().length + 1];
        ridges = new double[weights.length];
        ridges[0] = 1e-9;
        for (int i = 1; i < ridges.length; i++) {
            ridges[i] = (subset >> (i - 1) & 1) == 1 ? RIDGE : FIXED;
        }
        for (int step = 0; step < STEPS; step++) {
            improve();
        }
    }

    /**
     * Coefficients, the constant first.
     *
     * @param signs for each measure 1 if it speaks for a box, -1 if against
     */
    static double[] fit(List<Sample> samples, int[] signs) {
        return IntStream.range(0, 1 << signs.length)
                .mapToObj(subset -> new LogisticFit(samples, subset))
                .filter(fit -> fit.hasSigns(signs) && Double.isFinite(fit.likelihood()))
                .max(Comparator.comparingDouble(LogisticFit::likelihood))
                .orElseThrow()
                .weights;
    }

    private boolean hasSigns(int[] signs) {
        return IntStream.range(0, signs.length).allMatch(i -> ridges[i + 1] == FIXED || weights[i + 1] * signs[i] >= 0);
    }

    /** Logarithm of the samples' likelihood, less the ridge. */
    private double likelihood() {
        double sum = 0;
        for (Sample sample : samples) {
            double logOdds = logOdds(sample);
            sum -= Math.log1p(Math.exp(sample.right() ? -logOdds : logOdds));
        }
        for (int i = 0; i < weights.length; i++) {
            sum -= ridges[i] * weights[i] * weights[i] / 2;
        }
        return sum;
    }

    private double logOdds(Sample sample) {
        double sum = weights[0];
        for (int i = 1; i < weights.length; i++) {
            sum += weights[i] * sample.measures()[i - 1];
        }
        return sum;
    }

    private void improve() {
        int n = weights.length;
        double[][] system = new double[n][n + 1];
        for (int i = 0; i < n; i++) {
            system[i][i] = ridges[i];
            system[i][n] = -ridges[i] * weights[i];
        }
        double[] x = new double[n];
        x[0] = 1;
        for (Sample sample : samples) {
            System.arraycopy(sample.measures(), 0, x, 1, n - 1);
            double p = 1 / (1 + Math.exp(-logOdds(sample)));
            double curvature = Math.max(p * (1 - p), 1e-6);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    system[i][j] += curvature * x[i] * x[j];
                }
                system[i][n] += ((sample.right() ? 1 : 0) - p) * x[i];
            }
        }
        double[] change = solve(system);
        for (int i = 0; i < n; i++) {
            weights[i] += ridges[i] == FIXED ? 0 : change[i];
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
