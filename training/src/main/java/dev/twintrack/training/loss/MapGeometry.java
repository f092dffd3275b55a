package dev.twintrack.training.loss;

import dev.twintrack.TwintrackException;

/**
 * Where the cells of a map lie in the search crop: the centre of the cell in column {@code c} is at
 * {@code x = offset + stride * c} pixels, that in row {@code r} at {@code y = offset + stride * r}. Pixel coordinates are
 * those of {@link dev.twintrack.Box}: 0 is the crop's left (upper) edge. Immutable.
 *
 * @param columns cells in a row
 * @param rows cells in a column
 * @param stride distance between neighbouring cells in pixels
 * @param offset the first cell's centre in pixels
 */
public record MapGeometry(int columns, int rows, double stride, double offset) {

    public MapGeometry {
        if (columns < 1 || rows < 1) {
            throw new TwintrackException("map of %d x %d cells: give at least one".formatted(columns, rows));
        }
        if (!(stride > 0) || !Double.isFinite(stride) || !Double.isFinite(offset)) {
            throw new TwintrackException(
                    "map stride %s and offset %s: give finite pixels, a stride above 0".formatted(stride, offset));
        }
    }

    /** A square map whose cells lie around the centre of a square crop of {@code cropSize} pixels. */
    public static MapGeometry centered(int size, double stride, double cropSize) {
        return new MapGeometry(size, size, stride, (cropSize - stride * (size - 1)) / 2);
    }

    /** Number of cells. */
    public int cells() {
        return columns * rows;
    }

    /** The centre of a column in pixels. */
    public double x(int column) {
        return offset + stride * column;
    }

    /** The centre of a row in pixels. */
    public double y(int row) {
        return offset + stride * row;
    }

    /** The column whose centre is nearest, kept inside the map. */
    public int nearestColumn(double x) {
        return (int) Math.max(0, Math.min(columns - 1, Math.round((x - offset) / stride)));
    }

    /** The row whose centre is nearest, kept inside the map. */
    public int nearestRow(double y) {
        return (int) Math.max(0, Math.min(rows - 1, Math.round((y - offset) / stride)));
    }

    /** Whether a point is no further than half a stride from the outermost cells' centres. */
    public boolean covers(double x, double y) {
        double low = offset - stride / 2;
        return x >= low && y >= low && x < low + stride * columns && y < low + stride * rows;
    }
}
