package dev.twintrack.training.data;

import dev.twintrack.Box;
import dev.twintrack.Crop;
import dev.twintrack.TwintrackException;
import java.util.random.RandomGenerator;

/**
 * How far crops are moved off the annotated box. The search crop is shifted widely and uniformly, or the network learns
 * that the target is in the middle (Li et al., "SiamRPN++", CVPR 2019, section 3.2: +-64 of 255 pixels).
 *
 * @param searchShift largest shift of the target in the search crop along each axis, as a share of the crop's side
 * @param searchScale the target is drawn between {@code 1 / searchScale} and {@code searchScale} times its usual size
 *     (log-uniform)
 * @param searchAspect width over height changes by at most this factor either way
 * @param templateShift as {@code searchShift}, for the template
 * @param templateScale as {@code searchScale}, for the template
 * @param flip probability that template and search are mirrored together
 * @param warped share of the search crops that are turned and stretched
 * @param turn largest turn of those, either way, in degrees
 * @param stretch largest factor by which those grow longer in some direction for their width across it
 * @param boxShift how far the template's box is drawn off the object along each axis at most, as a share of the object's
 *     side; crop and box move alike, as with a box that a person drew
 * @param boxScale the template's box is drawn between {@code 1 / boxScale} and {@code boxScale} times as wide as the
 *     object, and as high (log-uniform)
 */
public record Motion(
        double searchShift,
        double searchScale,
        double searchAspect,
        double templateShift,
        double templateScale,
        double flip,
        double warped,
        double turn,
        double stretch,
        double boxShift,
        double boxScale) {

    public Motion {
        boolean shifts = searchShift >= 0 && searchShift < 0.5 && templateShift >= 0 && templateShift < 0.5;
        if (!shifts || !(searchScale >= 1 && templateScale >= 1 && searchAspect >= 1) || !(flip >= 0 && flip <= 1)) {
            throw new TwintrackException(
                    ("motion: shifts %s and %s must be in [0, 0.5), scales %s and %s and aspect %s at"
                                    + " least 1, flip %s in [0, 1]")
                            .formatted(searchShift, templateShift, searchScale, templateScale, searchAspect, flip));
        }
        if (!(warped >= 0 && warped <= 1 && turn >= 0 && turn <= 180 && stretch >= 1)) {
            throw new TwintrackException(
                    "motion: warped %s must be in [0, 1], turn %s in [0, 180] degrees and stretch %s at least 1"
                            .formatted(warped, turn, stretch));
        }
        if (!(boxShift >= 0 && boxShift < 0.5 && boxScale >= 1)) {
            throw new TwintrackException(
                    "motion: boxShift %s must be in [0, 0.5) and boxScale %s at least 1".formatted(boxShift, boxScale));
        }
    }

    /** Motion that neither turns nor stretches, of templates whose boxes fit. */
    public Motion(
            double searchShift,
            double searchScale,
            double searchAspect,
            double templateShift,
            double templateScale,
            double flip) {
        this(searchShift, searchScale, searchAspect, templateShift, templateScale, flip, 0, 0, 1, 0, 1);
    }

    public static Motion defaults() {
        return new Motion(0.25, 1.4, 1.08, 0.05, 1.05, 0.5);
    }

    /** How a template's box is drawn. */
    Misfit misfit(RandomGenerator random) {
        // Where all boxes fit, nothing is drawn: pairs of older configs stay what they were.
        return boxShift == 0 && boxScale == 1 ? Misfit.NONE : Misfit.draw(boxShift, boxScale, random);
    }

    /** The region of the search crop around the box. */
    Box search(Box box, double factor, RandomGenerator random) {
        return region(box, factor, searchShift, searchScale, searchAspect, random);
    }

    /** The region of the template crop around the box. */
    Box template(Box box, RandomGenerator random) {
        return region(box, 1, templateShift, templateScale, 1, random);
    }

    private static Box region(
            Box box, double factor, double shift, double scale, double aspect, RandomGenerator random) {
        double side = Crop.contextSide(box) * factor / logUniform(scale, random);
        double stretch = Math.sqrt(logUniform(aspect, random));
        double width = side * stretch;
        double height = side / stretch;
        double dx = (random.nextDouble() * 2 - 1) * shift * width;
        double dy = (random.nextDouble() * 2 - 1) * shift * height;
        return Box.around(box.centerX() + dx, box.centerY() + dy, width, height);
    }

    static double logUniform(double limit, RandomGenerator random) {
        return Math.exp((random.nextDouble() * 2 - 1) * Math.log(limit));
    }
}
