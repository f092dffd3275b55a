package dev.twintrack.training.data;

import dev.twintrack.TwintrackException;
import java.util.Arrays;

/**
 * How colours, sharpness and visibility are changed. Every value but strength, blurSide and coarsest is a
 * probability.
 *
 * @param grey both crops lose their colour
 * @param colour brightness, contrast, saturation and tint change, in each crop on its own
 * @param blur a crop is out of focus
 * @param motionBlur a crop is smeared along a line
 * @param coarse both crops are drawn from fewer pixels, as small targets are
 * @param noise sensor noise
 * @param occlusion something covers part of the target in the search crop
 * @param lookalike another object, of the same class where there is one, is laid into the search crop
 * @param strength of the colour changes: the largest gain, such as 0.3 for 0.7 to 1.3
 * @param blurSide widest blur in pixels
 * @param coarsest largest factor of coarseness
 * @param compressed both crops are drawn from fewer pixels that went through a JPEG, as most cameras and files have it
 * @param uneven of the pairs that are drawn from fewer pixels, the share in which only one of the two crops is: what was small
 *     when it was pointed at and has come near since, or the other way round
 */
public record Appearance(
        double grey,
        double colour,
        double blur,
        double motionBlur,
        double coarse,
        double noise,
        double occlusion,
        double lookalike,
        double strength,
        int blurSide,
        double coarsest,
        double compressed,
        double uneven) {

    public Appearance {
        double[] chances = {grey, colour, blur, motionBlur, coarse, noise, occlusion, lookalike, compressed, uneven};
        if (!Arrays.stream(chances).allMatch(chance -> chance >= 0 && chance <= 1)) {
            throw new TwintrackException(
                    "appearance: one of %s is not a probability in [0, 1]".formatted(Arrays.toString(chances)));
        }
        if (!(strength >= 0 && strength < 1) || blurSide < 0 || !(coarsest >= 1)) {
            throw new TwintrackException(
                    "appearance: strength %s must be in [0, 1), blurSide %d at least 0, coarsest %s at least 1"
                            .formatted(strength, blurSide, coarsest));
        }
    }

    public static Appearance defaults() {
        return new Appearance(0.25, 0.8, 0.12, 0.08, 0.2, 0.12, 0.12, 0.35, 0.3, 7, 4, 0, 0);
    }
}
