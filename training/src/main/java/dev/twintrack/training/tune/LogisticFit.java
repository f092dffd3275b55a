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

    private final List<Sample> samples;
    private final int subset;
    private final double[] weights;

    private LogisticFit(List<Sample> samples, int subset) {
        this.samples = samples;
        this.subset = subset;
        weights = new double[samples.get(0).measures().length + 1];
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
        return IntStream.range(0, signs.length).allMatch(i -> weights[i + 1] * signs[i] >= 0);
    }

    /** Logarithm of the samples' likelihood, less the ridge. */
    private double likelihood() {
        double sum = 0;
        for (Sample sample : samples) {
            double logOdds = logOdds(inputs(sample));
            sum -= Math.log1p(Math.exp(sample.right() ? -logOdds : logOdds));
        }
        for (int i = 0; i < weights.length; i++) {
            sum -= ridge(i) * weights[i] * weights[i] / 2;
        }
        return sum;
    }

    /** 1 for the constant, then the measures; those outside the subset read 0, so that their coefficients stay 0. */
    private double[] inputs(Sample sample) {
        double[] inputs = new double[weights.length];
        inputs[0] = 1;
        for (int i = 1; i < inputs.length; i++) {
            inputs[i] = (subset >> (i - 1) & 1) * sample.measures()[i - 1];
        }
        return inputs;
    }

    private double logOdds(double[] inputs) {
        double sum = 0;
        for (int i = 0; i < inputs.length; i++) {
            sum += weights[i] * inputs[i];
        }
        return sum;
    }

    private static double ridge(int i) {
        return i == 0 ? 1e-9 : RIDGE;
    }

    private void improve() {
        int n = weights.length;
        double[][] system = new double[n][n + 1];
        for (int i = 0; i < n; i++) {
            system[i][i] = ridge(i);
            system[i][n] = -ridge(i) * weights[i];
        }
        for (Sample sample : samples) {
            double[] x = inputs(sample);
            double p = 1 / (1 + Math.exp(-logOdds(x)));
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
            weights[i] += change[i];
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
