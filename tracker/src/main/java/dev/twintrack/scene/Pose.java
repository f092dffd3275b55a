package dev.twintrack.scene;

/**
 * Where a sprite stands at one moment.
 *
 * @param x centre, in pixels
 * @param y centre, in pixels
 * @param angle direction of the sprite's own x axis, in radians, clockwise on the screen
 * @param scale pixels of the picture a sprite pixel takes
 * @param squeeze factor across the sprite's own x axis: foreshortening
 * @param bend sideways swing of the tail, as a share of the sprite's length
 */
record Pose(double x, double y, double angle, double scale, double squeeze, double bend) {

    Pose moved(double dx, double dy) {
        return new Pose(x + dx, y + dy, angle, scale, squeeze, bend);
    }
}
