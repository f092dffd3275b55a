package dev.twintrack.training.data;

import dev.twintrack.Box;
import java.util.Optional;

/**
 * What a crop is built around.
 *
 * @param track whose patch it is
 * @param patch the patch
 * @param region what the crop shows of it, in its pixels
 * @param target where the template's object is, in the patch's pixels; nothing when it is not in view
 */
record Subject(StoredTrack track, Patch patch, Box region, Optional<Box> target) {

    /** Whether it shows a wrong place beside the target, or without it. */
    boolean isWrong() {
        return target.isEmpty() || target.get() != patch.target();
    }
}
