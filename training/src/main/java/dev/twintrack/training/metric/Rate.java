package dev.twintrack.training.metric;

/**
 * A share that was counted, with its 95 % confidence interval by Wilson's score (Wilson, JASA 1927), which holds for small
 * counts and for shares of 0 and 1. It supposes independent trials: pairs that share a picture are not, and the true
 * interval is then wider.
 *
 * @param hits how often it happened, at most {@code trials}
 * @param trials how often it could have, at least 1
 */
public record Rate(long hits, long trials) {

    private static final double Z = 1.959963984540054;

    public Rate {
        Settings.require(trials >= 1 && hits >= 0 && hits <= trials, "rate of %d in %d trials", hits, trials);
    }

    /** The share in {@code [0, 1]}. */
    public double value() {
        return (double) hits / trials;
    }

    /** Lower end of the interval. */
    public double low() {
        return Math.max(0, middle() - half());
    }

    /** Upper end of the interval. */
    public double high() {
        return Math.min(1, middle() + half());
    }

    private double middle() {
        return (value() + Z * Z / (2 * trials)) / (1 + Z * Z / trials);
    }

    private double half() {
        double spread = value() * (1 - value()) / trials + Z * Z / (4.0 * trials * trials);
        return Z * Math.sqrt(spread) / (1 + Z * Z / trials);
    }

    @Override
    public String toString() {
        return "%.4f [%.4f, %.4f] (%d of %d)".formatted(value(), low(), high(), hits, trials);
    }
}
