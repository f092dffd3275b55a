package dev.twintrack.training.data;

import dev.twintrack.Box;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How a box that somebody drew differs from the one that fits. Immutable.
 *
 * @param right how far it is moved to the right, in widths of the box that fits
 * @param down how far it is moved down, in heights
 * @param width its width over the right one
 * @param height its height over the right one
 */
public record Misfit(double right, double down, double width, double height) {

    /** A box that fits. */
    static final Misfit NONE = new Misfit(0, 0, 1, 1);

    /**
     * Moved by a tenth in eight directions, and in four sizes. Like the starts of the benchmark by Wu et al., "Online Object
     * Tracking", CVPR 2013, section 4, but for its toolkit's habits: no rounding, and a box keeps its size where that moves one
     * corner alone.
     */
    public static final List<Misfit> TWELVE = List.of(
            moved(-0.1, 0),
            moved(0.1, 0),
            moved(0, -0.1),
            moved(0, 0.1),
            moved(-0.1, -0.1),
            moved(0.1, -0.1),
            moved(-0.1, 0.1),
            moved(0.1, 0.1),
            scaled(0.8),
            scaled(0.9),
            scaled(1.1),
            scaled(1.2));

    private static Misfit moved(double right, double down) {
        return new Misfit(right, down, 1, 1);
    }

    private static Misfit scaled(double factor) {
        return new Misfit(0, 0, factor, factor);
    }

    /** Moved by at most a share of the sides either way, and each side scaled by at most a factor either way. */
    static Misfit draw(double shift, double scale, RandomGenerator random) {
        return new Misfit(
                (random.nextDouble() * 2 - 1) * shift,
                (random.nextDouble() * 2 - 1) * shift,
                Motion.logUniform(scale, random),
                Motion.logUniform(scale, random));
    }

    /** The box that is drawn for one that fits. */
    public Box of(Box box) {
        return Box.around(
                box.centerX() + right * box.width(),
                box.centerY() + down * box.height(),
                width * box.width(),
                height * box.height());
    }
}
