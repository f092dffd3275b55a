package dev.twintrack.training.data;

import dev.twintrack.Box;
import java.util.Optional;

/**
 * Which annotated boxes are fit to train on. The defaults follow the filters of the SiamFC family (huanglianghua's
 * siamfc-pytorch: area at least 20, aspect 0.25 to 4, 1 to 50 % of the picture), wider at both ends: small objects are
 * tracked too, and what a picture lacks around a large object is filled when it is sampled.
 *
 * @param minSide shortest side in pixels
 * @param minArea smallest share of the picture's area
 * @param maxArea largest share of the picture's area
 * @param maxAspect longest side over shortest
 * @param minVisible smallest share of the box inside the picture
 */
public record BoxFilter(double minSide, double minArea, double maxArea, double maxAspect, double minVisible) {

    public static BoxFilter defaults() {
        return new BoxFilter(8, 0, 0.75, 4, 0.6);
    }

    /** Why the box is not fit, or nothing when it is. */
    Optional<String> reject(Box box, int pictureWidth, int pictureHeight) {
        double share = box.area() / ((double) pictureWidth * pictureHeight);
        double visible =
                box.area() > 0 ? box.clippedTo(pictureWidth, pictureHeight).area() / box.area() : 0;
        if (visible == 0) {
            return Optional.of("box outside the picture");
        } else if (visible < minVisible) {
            return Optional.of("box mostly outside the picture");
        } else if (Math.min(box.width(), box.height()) < minSide) {
            return Optional.of("box too small");
        } else if (share < minArea || share > maxArea) {
            return Optional.of(share > maxArea ? "box fills the picture" : "box too small");
        } else if (Math.max(box.width() / box.height(), box.height() / box.width()) > maxAspect) {
            return Optional.of("box too long and thin");
        }
        return Optional.empty();
    }
}
