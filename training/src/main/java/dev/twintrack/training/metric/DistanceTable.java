package dev.twintrack.training.metric;

/**
 * The distances between all queries and all references: what a miner looks at. Plain Java, nothing is differentiated
 * through it; immutable.
 */
public final class DistanceTable {

    private final Points points;
    private final Distance distance;
    private final double[][] values;

    /** Measures all pairs. */
    public DistanceTable(Points points, Distance distance) {
        this.points = points;
        this.distance = distance;
        this.values = distance.between(points.queries(), points.references());
    }

    /** Measures all pairs of a comparison's present values. */
    public static DistanceTable of(Comparison comparison, Distance distance) {
        return new DistanceTable(comparison.points(), distance);
    }

    /** What was measured. */
    public Points points() {
        return points;
    }

    /** Number of queries. */
    public int queries() {
        return points.queries().length;
    }

    /** Number of references. */
    public int references() {
        return points.references().length;
    }

    /** The distance (or similarity) between a query and a reference. */
    public double at(int query, int reference) {
        return values[query][reference];
    }

    /** Whether a reference shows the same thing as a query and is not the query itself. */
    public boolean positive(int query, int reference) {
        return points.relations().positive(query, reference);
    }

    /** Whether a reference shows another thing than a query. */
    public boolean negative(int query, int reference) {
        return points.relations().negative(query, reference);
    }

    /** How much further the first reference is from a query than the second: negative when it is closer. */
    public double excess(int query, int first, int second) {
        return distance.excess(values[query][first], values[query][second]);
    }

    /** The same points by another distance. */
    public DistanceTable measuredBy(Distance other) {
        return new DistanceTable(points, other);
    }
}
