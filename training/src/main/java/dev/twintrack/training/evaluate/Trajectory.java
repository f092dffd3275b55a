package dev.twintrack.training.evaluate;

import dev.twintrack.Box;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One region a frame, as a file holds it: rows of four numbers are {@code x, y, w, h}, rows of six or more are the
 * corners of a polygon ({@code x1, y1, x2, y2, ...}), a row of one number is a code of the supervised VOT experiment
 * (0 skipped, 1 start, 2 failure), and a value that is not finite means that there is no region.
 *
 * <p>Rows stay in the coordinates of their file, and {@code origin} says which these are: 0 where the top-left pixel
 * has its corner at 0, 1 where files count from 1. Scores are computed in the coordinates of the data set, so that a
 * published figure comes out to the last digit; {@link #in(int)} moves a track there. Immutable; rows must not be
 * written to.
 */
public final class Trajectory {

    private final double[][] rows;
    private final int origin;

    private Trajectory(double[][] rows, int origin) {
        this.rows = rows;
        this.origin = origin;
    }

    /** A track over copies of the rows. */
    public static Trajectory of(List<double[]> rows, int origin) {
        return new Trajectory(rows.stream().map(double[]::clone).toArray(double[][]::new), origin);
    }

    /** A 0-based track of boxes; an empty one becomes a row of four NaN. */
    public static Trajectory ofBoxes(List<Optional<Box>> boxes) {
        return of(
                boxes.stream()
                        .map(box -> box.map(Trajectory::row).orElseGet(Trajectory::nothing))
                        .toList(),
                0);
    }

    /** The row of a 0-based box. */
    static double[] row(Box box) {
        return new double[] {box.x(), box.y(), box.width(), box.height()};
    }

    /** The row of a frame without a region. */
    static double[] nothing() {
        return new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN};
    }

    public int length() {
        return rows.length;
    }

    /** 0 or 1: what the coordinates count from. */
    public int origin() {
        return origin;
    }

    /** The row of a frame, as its file holds it. */
    public double[] row(int frame) {
        return rows[frame];
    }

    /** This track counted from another origin; the same object when nothing changes. */
    Trajectory in(int newOrigin) {
        if (newOrigin == origin) {
            return this;
        }
        double shift = newOrigin - origin;
        double[][] moved = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            moved[i] = rows[i].clone();
            int coordinates = rows[i].length < 4 ? 0 : rows[i].length == 4 ? 2 : rows[i].length;
            for (int k = 0; k < coordinates; k++) {
                moved[i][k] += shift;
            }
        }
        return new Trajectory(moved, newOrigin);
    }

    /** Frames {@code from} to {@code to}, the latter excluded. */
    Trajectory slice(int from, int to) {
        return new Trajectory(Arrays.copyOfRange(rows, from, to), origin);
    }

    /**
     * This track with every polygon replaced by the upright rectangle around it: what a protocol for boxes sees of
     * polygons.
     */
    Trajectory upright() {
        return new Trajectory(Arrays.stream(rows).map(Trajectory::upright).toArray(double[][]::new), origin);
    }

    private static double[] upright(double[] row) {
        if (row.length < 6) {
            return row.length == 4 ? row : nothing();
        }
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (int k = 0; k + 1 < row.length; k += 2) {
            left = Math.min(left, row[k]);
            right = Math.max(right, row[k]);
            top = Math.min(top, row[k + 1]);
            bottom = Math.max(bottom, row[k + 1]);
        }
        return new double[] {left, top, right - left, bottom - top};
    }

    /** The 0-based box of a frame (of a polygon: the upright rectangle around it), or nothing where there is none. */
    public Optional<Box> box(int frame) {
        double[] row = upright(rows[frame]);
        boolean usable = Arrays.stream(row).allMatch(Double::isFinite) && row[2] > 0 && row[3] > 0;
        return usable ? Optional.of(new Box(row[0] - origin, row[1] - origin, row[2], row[3])) : Optional.empty();
    }
}
