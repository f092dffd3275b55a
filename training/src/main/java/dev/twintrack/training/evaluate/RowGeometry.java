package dev.twintrack.training.evaluate;

/** Overlaps and distances of rows {@code x, y, w, h}, in the arithmetic of the benchmark toolkits; NaN stays NaN. */
final class RowGeometry {

    /** What the GOT-10k toolkit adds to a union. */
    private static final double EPSILON = Math.ulp(1.0);

    private RowGeometry() {}

    /** Intersection over union, from 0 to 1; NaN when both are empty. */
    static double overlap(double[] a, double[] b) {
        double shared = intersection(a, b);
        double ratio = shared / (a[2] * a[3] + b[2] * b[3] - shared);
        return Double.isNaN(ratio) ? Double.NaN : Math.max(0, Math.min(1, ratio));
    }

    /** The same as the GOT-10k toolkit has it: 0 when both are empty. */
    static double clippedOverlap(double[] a, double[] b) {
        double shared = intersection(a, b);
        double ratio = shared / (a[2] * a[3] + b[2] * b[3] - shared + EPSILON);
        return Double.isNaN(ratio) ? Double.NaN : Math.max(0, Math.min(1, ratio));
    }

    private static double intersection(double[] a, double[] b) {
        double width = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]);
        double height = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
        return Math.max(0, width) * Math.max(0, height);
    }

    /** The middle pixel, as all toolkits define it for distances. */
    static double centerX(double[] row) {
        return row[0] + (row[2] - 1) / 2;
    }

    static double centerY(double[] row) {
        return row[1] + (row[3] - 1) / 2;
    }

    /** Distance of the centres, each axis divided by a unit first. */
    static double centerDistance(double[] a, double[] b, double unitX, double unitY) {
        double dx = (centerX(a) - centerX(b)) / unitX;
        double dy = (centerY(a) - centerY(b)) / unitY;
        return Math.sqrt(dx * dx + dy * dy);
    }

    /** The part of a box inside a picture, as GOT-10k clips it: the corner first, then the sides. */
    static double[] clipped(double[] row, Frames.Size size) {
        double x = clamp(row[0], 0, size.width());
        double y = clamp(row[1], 0, size.height());
        return new double[] {x, y, clamp(row[2], 0, size.width() - x), clamp(row[3], 0, size.height() - y)};
    }

    private static double clamp(double value, double low, double high) {
        return Double.isNaN(value) ? Double.NaN : Math.min(Math.max(value, low), high);
    }
}
