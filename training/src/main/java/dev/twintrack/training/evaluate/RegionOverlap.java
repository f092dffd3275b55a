package dev.twintrack.training.evaluate;

import java.util.Optional;

/**
 * Intersection over union of two regions as VOT's tools compute it. A region is a row of a {@link Trajectory}: a
 * rectangle of four numbers or a polygon of six or more. All here are stateless and safe to share.
 */
interface RegionOverlap {

    /**
     * The overlap.
     *
     * @param a a rectangle or polygon
     * @param b a rectangle or polygon
     * @param bounds the right and lower bound of what counts, or nothing where there is none
     */
    double of(double[] a, double[] b, Optional<Frames.Size> bounds);

    /** Whether the row is a region at all, and no code and no gap. */
    static boolean isRegion(double[] row) {
        if (row.length < 4) {
            return false;
        }
        for (double value : row) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    /** The corners of a region, {@code x1, y1, x2, y2, ...}. */
    static double[] corners(double[] row) {
        if (row.length != 4) {
            return row;
        }
        double right = row[0] + row[2];
        double bottom = row[1] + row[3];
        return new double[] {row[0], row[1], right, row[1], right, bottom, row[0], bottom};
    }
}
