package dev.twintrack.scene;

/**
 * The way of a sprite through the scene: steady motion, and what sways about it. A function of time alone, so that any
 * frame can be made by itself.
 *
 * @param startX place at frame 0 without the sway, in scene pixels
 * @param startY likewise
 * @param speedX pixels a frame
 * @param speedY pixels a frame
 * @param angle direction of the sprite at rest, in radians, clockwise on the screen
 * @param heading whether the sprite faces the way it moves, instead of {@code angle}
 * @param scale picture pixels a sprite pixel
 * @param sway what comes and goes
 */
record Course(
        double startX,
        double startY,
        double speedX,
        double speedY,
        double angle,
        boolean heading,
        double scale,
        Sway sway) {

    /** A place that never changes. */
    static Course still(double x, double y, double angle, double scale) {
        return new Course(x, y, 0, 0, angle, false, scale, Sway.NONE);
    }

    double x(double frame) {
        return startX + speedX * frame + sway.x().at(frame);
    }

    double y(double frame) {
        return startY + speedY * frame + sway.y().at(frame);
    }

    /** The pose in scene pixels. */
    Pose at(double frame) {
        double base = heading ? Math.atan2(y(frame + 1) - y(frame - 1), x(frame + 1) - x(frame - 1)) : angle;
        return new Pose(
                x(frame),
                y(frame),
                base + sway.turn().at(frame),
                scale * (1 + sway.size().at(frame)),
                1 + sway.squeeze().at(frame),
                sway.tail().at(frame));
    }
}
