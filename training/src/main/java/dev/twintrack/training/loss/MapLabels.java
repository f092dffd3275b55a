package dev.twintrack.training.loss;

import dev.twintrack.Box;

/**
 * Labels and box distances of one search crop, as row-by-row float arrays ready to be put into a batch. Boxes are in the
 * crop's pixels. Stateless; any thread.
 */
public final class MapLabels {

    /** The target is here. */
    public static final float POSITIVE = 1;

    /** The target is not here. */
    public static final float NEGATIVE = 0;

    /** Near the edge between both: no loss looks at this cell. */
    public static final float IGNORED = -1;

    private MapLabels() {}

    /** Labels of a pair whose search crop does not hold the target: every cell is negative. */
    public static float[] absent(MapGeometry geometry) {
        return new float[geometry.cells()];
    }

    /**
     * Ellipse labels of the anchor-free head (Ocean, Zhang et al., ECCV 2020, and SiamBAN, Chen et al., CVPR 2020,
     * section 3.2): cells inside the ellipse with half axes {@code w/4, h/4} around the target's centre are positive,
     * those between it and the ellipse with half axes {@code w/2, h/2} are ignored, the rest are negative. A target
     * thinner than the stride may fall between the cells: the cell nearest to a centre that the map covers is always
     * positive.
     */
    public static float[] ellipse(MapGeometry geometry, Box target) {
        float[] labels = new float[geometry.cells()];
        for (int row = 0; row < geometry.rows(); row++) {
            double dy = geometry.y(row) - target.centerY();
            for (int column = 0; column < geometry.columns(); column++) {
                double dx = geometry.x(column) - target.centerX();
                labels[row * geometry.columns() + column] = insideEllipse(dx, dy, target, 0.25)
                        ? POSITIVE
                        : insideEllipse(dx, dy, target, 0.5) ? IGNORED : NEGATIVE;
            }
        }
        markNearest(geometry, target, labels);
        return labels;
    }

    /**
     * SiamFC's labels (Bertinetto et al., ECCVW 2016, equation 4, with the city-block distance of common ports): cells
     * whose centre is within {@code radius} pixels of the target's centre are positive, the rest negative.
     *
     * @param radius in pixels of the crop; 16 in the paper
     */
    public static float[] blocks(MapGeometry geometry, Box target, double radius) {
        float[] labels = new float[geometry.cells()];
        for (int row = 0; row < geometry.rows(); row++) {
            double dy = Math.abs(geometry.y(row) - target.centerY());
            for (int column = 0; column < geometry.columns(); column++) {
                double dx = Math.abs(geometry.x(column) - target.centerX());
                labels[row * geometry.columns() + column] = dx + dy <= radius ? POSITIVE : NEGATIVE;
            }
        }
        markNearest(geometry, target, labels);
        return labels;
    }

    /**
     * From each cell's centre to the target's left, top, right and bottom edge, in pixels of the crop: four planes of
     * {@code rows × columns}, one after the other (FCOS, Tian et al., ICCV 2019, equation 1). Negative where the cell
     * lies beyond that edge.
     */
    public static float[] distances(MapGeometry geometry, Box target) {
        int cells = geometry.cells();
        float[] planes = new float[4 * cells];
        for (int row = 0; row < geometry.rows(); row++) {
            double y = geometry.y(row);
            for (int column = 0; column < geometry.columns(); column++) {
                double x = geometry.x(column);
                int cell = row * geometry.columns() + column;
                planes[cell] = (float) (x - target.x());
                planes[cells + cell] = (float) (y - target.y());
                planes[2 * cells + cell] = (float) (target.right() - x);
                planes[3 * cells + cell] = (float) (target.bottom() - y);
            }
        }
        return planes;
    }

    /**
     * Which cells teach the box: weight 1 at a positive cell that lies inside the target, 0 elsewhere. (The nearest cell
     * of a very thin target is positive but may lie outside, where no distances to the edges exist.)
     */
    public static float[] boxWeights(MapGeometry geometry, Box target, float[] labels) {
        float[] weights = new float[labels.length];
        for (int cell = 0; cell < labels.length; cell++) {
            double x = geometry.x(cell % geometry.columns());
            double y = geometry.y(cell / geometry.columns());
            boolean inside = x > target.x() && x < target.right() && y > target.y() && y < target.bottom();
            weights[cell] = labels[cell] == POSITIVE && inside ? 1 : 0;
        }
        return weights;
    }

    /** How many cells carry a label. */
    public static int count(float[] labels, float label) {
        int count = 0;
        for (float value : labels) {
            count += value == label ? 1 : 0;
        }
        return count;
    }

    private static boolean insideEllipse(double dx, double dy, Box target, double share) {
        double a = target.width() * share;
        double b = target.height() * share;
        return a > 0 && b > 0 && dx * dx / (a * a) + dy * dy / (b * b) <= 1;
    }

    private static void markNearest(MapGeometry geometry, Box target, float[] labels) {
        if (geometry.covers(target.centerX(), target.centerY())) {
            int row = geometry.nearestRow(target.centerY());
            labels[row * geometry.columns() + geometry.nearestColumn(target.centerX())] = POSITIVE;
        }
    }
}
