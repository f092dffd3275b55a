package dev.twintrack.training.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * A share of frames against a threshold.
 *
 * @param kind what is on its axes
 * @param thresholds ascending
 * @param shares one a threshold
 */
public record Curve(Kind kind, double[] thresholds, double[] shares) {

    /** What a curve shows. */
    public enum Kind {
        SUCCESS("success", "Success", "Overlap threshold", "Share of frames"),
        PRECISION("precision", "Precision", "Centre error threshold (px)", "Share of frames"),
        NORM_PRECISION("norm_precision", "Normalised precision", "Relative centre error threshold", "Share of frames"),
        EXPECTED_OVERLAP("expected_overlap", "Expected overlap", "Sequence length (frames)", "Expected overlap"),
        RELIABILITY("reliability", "Reliability", "Confidence", "Share of hits (IoU > 0.5)");

        private final String key;
        private final String title;
        private final String xTitle;
        private final String yTitle;

        Kind(String key, String title, String xTitle, String yTitle) {
            this.key = key;
            this.title = title;
            this.xTitle = xTitle;
            this.yTitle = yTitle;
        }

        public String key() {
            return key;
        }

        public String title() {
            return title;
        }

        public String xTitle() {
            return xTitle;
        }

        public String yTitle() {
            return yTitle;
        }
    }

    public Curve {
        if (thresholds.length != shares.length) {
            throw new IllegalArgumentException("%d thresholds, %d shares".formatted(thresholds.length, shares.length));
        }
    }

    static Curve of(Kind kind, double[] thresholds, DoubleUnaryOperator share) {
        double[] shares = new double[thresholds.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = share.applyAsDouble(thresholds[i]);
        }
        return new Curve(kind, thresholds, shares);
    }

    /** {@code 0, step, 2 step, ...}: multiples, as NumPy's {@code linspace} and {@code arange} compute them. */
    static double[] steps(int count, double step) {
        double[] thresholds = new double[count];
        for (int i = 0; i < count; i++) {
            thresholds[i] = i * step;
        }
        return thresholds;
    }

    /** The mean curve; all must have the same thresholds. */
    static Curve mean(List<Curve> curves) {
        Curve first = curves.get(0);
        double[] shares = new double[first.shares.length];
        for (Curve curve : curves) {
            for (int i = 0; i < shares.length; i++) {
                shares[i] += curve.shares[i] / curves.size();
            }
        }
        return new Curve(first.kind, first.thresholds, shares);
    }

    /** The part of the curve up to a threshold. */
    Curve upTo(double threshold) {
        int count = (int)
                Arrays.stream(thresholds).filter(value -> value <= threshold).count();
        return new Curve(kind, Arrays.copyOf(thresholds, count), Arrays.copyOf(shares, count));
    }

    /** The mean share over all thresholds: the area under the curve as benchmarks define it. */
    public double mean() {
        double sum = 0;
        for (double share : shares) {
            sum += share;
        }
        return sum / shares.length;
    }
}
