package dev.twintrack.training.metric;

/**
 * A share that was counted, with its 95 % confidence interval.
 *
 * @param hits how often it happened, at most {@code trials}
 * @param trials how often it could have, at least 1
 * @param low lower end of the interval, in {@code [0, 1]}
 * @param high upper end of the interval, in {@code [0, 1]}
 */
public record Rate(long hits, long trials, double low, double high) {

    private static final double Z = 1.959963984540054;

    public Rate {
        Settings.require(trials >= 1 && hits >= 0 && hits <= trials, "rate of %d in %d trials", hits, trials);
    }

    /**
     * With Wilson's score interval (Wilson, JASA 1927), which holds for small counts and for shares of 0 and 1. It supposes
     * independent trials: pairs that share a thing are not, and their true interval is wider.
     */
    public static Rate wilson(long hits, long trials) {
        Settings.require(trials >= 1, "rate of %d in %d trials", hits, trials);
        double share = (double) hits / trials;
        double scale = 1 + Z * Z / trials;
        double middle = (share + Z * Z / (2 * trials)) / scale;
        double half = Z * Math.sqrt(share * (1 - share) / trials + Z * Z / (4.0 * trials * trials)) / scale;
        return new Rate(hits, trials, Math.max(0, middle - half), Math.min(1, middle + half));
    }

    /** The share in {@code [0, 1]}. */
    public double value() {
        return (double) hits / trials;
    }
}
