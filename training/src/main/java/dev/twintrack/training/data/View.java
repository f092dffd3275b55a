package dev.twintrack.training.data;

import dev.twintrack.Box;

/**
 * A region of a patch as a canvas shows it.
 *
 * @param region in pixels of the patch
 * @param size side of the canvas in pixels
 */
record View(Box region, int size) {

    /** The view in which {@code box} of the patch comes to lie at {@code place} of the canvas, to the place's width. */
    static View placing(Box box, Box place, int size) {
        double scale = box.width() / place.width();
        double side = size * scale;
        return new View(
                Box.around(
                        box.centerX() + (size / 2.0 - place.centerX()) * scale,
                        box.centerY() + (size / 2.0 - place.centerY()) * scale,
                        side,
                        side),
                size);
    }

    /** A box of the patch in pixels of the canvas. */
    Box show(Box box) {
        double sx = size / region.width();
        double sy = size / region.height();
        return new Box((box.x() - region.x()) * sx, (box.y() - region.y()) * sy, box.width() * sx, box.height() * sy);
    }

    /** The whole patch in pixels of the canvas. */
    Box extent(Patch patch) {
        return show(new Box(0, 0, patch.width(), patch.height()));
    }
}
