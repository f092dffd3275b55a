package dev.twintrack;

/**
 * Where one search placed the target.
 *
 * @param box in pixels of the frame, size smoothed, not yet clipped
 * @param evidence how far to trust it
 * @param map the raw response
 * @param peak the cell of the map that was chosen
 */
record Finding(Box box, Evidence evidence, ScoreMap map, int peak) {

    /** The column of the map in which the centre of a box lies, in cells, may be fractional. */
    double column(Box other) {
        return (other.centerX() - map.region().x())
                        * map.columns()
                        / map.region().width()
                - 0.5;
    }

    /** The row, likewise. */
    double row(Box other) {
        return (other.centerY() - map.region().y()) * map.rows() / map.region().height() - 0.5;
    }
}
