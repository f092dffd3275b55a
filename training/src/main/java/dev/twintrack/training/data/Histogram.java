package dev.twintrack.training.data;

/** Counts of numbers between fixed bounds, printed as bars. */
final class Histogram {

    private static final int BAR = 40;

    private final String title;
    private final double[] bounds;
    private final long[] counts;

    /**
     * @param title what is counted, with its unit
     * @param bounds in rising order; below the first and from the last on there is a bin each
     */
    Histogram(String title, double... bounds) {
        this.title = title;
        this.bounds = bounds.clone();
        this.counts = new long[bounds.length + 1];
    }

    void add(double value) {
        int bin = 0;
        while (bin < bounds.length && value >= bounds[bin]) {
            bin++;
        }
        counts[bin]++;
    }

    /** How many numbers fell into each bin. */
    long[] counts() {
        return counts.clone();
    }

    /** A title, then a line for each bin. */
    String text() {
        long total = 0;
        long most = 1;
        for (long count : counts) {
            total += count;
            most = Math.max(most, count);
        }
        StringBuilder text = new StringBuilder(title).append(System.lineSeparator());
        for (int i = 0; i < counts.length; i++) {
            int length = (int) Math.round((double) BAR * counts[i] / most);
            text.append("  %-14s %8d %5.1f %%  %s%n"
                    .formatted(range(i), counts[i], 100.0 * counts[i] / Math.max(1, total), "#".repeat(length)));
        }
        return text.toString();
    }

    private String range(int bin) {
        if (bin == 0) {
            return "below %s".formatted(number(bounds[0]));
        }
        return bin == bounds.length
                ? "from %s".formatted(number(bounds[bin - 1]))
                : "%s to %s".formatted(number(bounds[bin - 1]), number(bounds[bin]));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
