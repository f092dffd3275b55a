package dev.twintrack.training.data;

import dev.twintrack.Box;
import java.util.random.RandomGenerator;

/**
 * A linear change of a canvas about its centre: what a thing looks like that turns in the picture, or away from the camera.
 * Immutable.
 *
 * @param xx share of the old x in the new one
 * @param xy share of the old y in the new x
 * @param yx share of the old x in the new y
 * @param yy share of the old y in the new one
 */
record Warp(double xx, double xy, double yx, double yy) {

    /**
     * A turn after a stretch along some direction, by a factor that keeps areas.
     *
     * @param degrees the turn, clockwise
     * @param stretch how much longer along the direction, and shorter across, by its square root each
     * @param direction in degrees, clockwise from the x axis
     */
    static Warp of(double degrees, double stretch, double direction) {
        double along = Math.sqrt(stretch);
        Warp turned = turn(degrees + direction);
        Warp stretched = new Warp(turned.xx * along, turned.xy / along, turned.yx * along, turned.yy / along);
        return stretched.after(turn(-direction));
    }

    /** One of those that the motion allows. */
    static Warp draw(Motion motion, RandomGenerator random) {
        double degrees = motion.turn() * (random.nextDouble() * 2 - 1);
        double stretch = Math.pow(motion.stretch(), random.nextDouble());
        return of(degrees, stretch, 180 * random.nextDouble());
    }

    private static Warp turn(double degrees) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        return new Warp(cos, -sin, sin, cos);
    }

    private Warp after(Warp first) {
        return new Warp(
                xx * first.xx + xy * first.yx,
                xx * first.xy + xy * first.yy,
                yx * first.xx + yy * first.yx,
                yx * first.xy + yy * first.yy);
    }

    /** The box around a thing that was round in its box before. */
    Box show(Box box, int size) {
        double x = box.centerX() - size / 2.0;
        double y = box.centerY() - size / 2.0;
        return Box.around(
                size / 2.0 + xx * x + xy * y,
                size / 2.0 + yx * x + yy * y,
                Math.hypot(xx * box.width(), xy * box.height()),
                Math.hypot(yx * box.width(), yy * box.height()));
    }

    /**
     * Warps a canvas, bilinearly; where it has nothing to show comes its mean colour, as beyond a picture's edge.
     *
     * @param scratch at least as large
     */
    void apply(Canvas canvas, Canvas scratch) {
        int size = canvas.size();
        int plane = size * size;
        float[] from = scratch.bgr();
        System.arraycopy(canvas.bgr(), canvas.offset(), from, 0, 3 * plane);
        float[] mean = means(from, plane);
        float[] to = canvas.bgr();
        double area = xx * yy - xy * yx;
        double middle = (size - 1) / 2.0;
        for (int row = 0; row < size; row++) {
            double dy = row - middle;
            for (int column = 0; column < size; column++) {
                double dx = column - middle;
                double x = middle + (yy * dx - xy * dy) / area;
                double y = middle + (xx * dy - yx * dx) / area;
                int at = canvas.offset() + row * size + column;
                int left = (int) Math.floor(x);
                int top = (int) Math.floor(y);
                if (left < 0 || top < 0 || left >= size - 1 || top >= size - 1) {
                    for (int c = 0; c < 3; c++) {
                        to[at + c * plane] = mean[c];
                    }
                    continue;
                }
                float right = (float) (x - left);
                float down = (float) (y - top);
                for (int c = 0; c < 3; c++) {
                    int corner = c * plane + top * size + left;
                    float upper = from[corner] + right * (from[corner + 1] - from[corner]);
                    float lower = from[corner + size] + right * (from[corner + size + 1] - from[corner + size]);
                    to[at + c * plane] = upper + down * (lower - upper);
                }
            }
        }
    }

    private static float[] means(float[] planes, int plane) {
        float[] means = new float[3];
        for (int c = 0; c < 3; c++) {
            double sum = 0;
            for (int i = 0; i < plane; i++) {
                sum += planes[c * plane + i];
            }
            means[c] = (float) (sum / plane);
        }
        return means;
    }
}
