package dev.twintrack;

import java.util.Optional;

/**
 * What one frame said about one target.
 *
 * @param guess the best guess at the box, clipped to the frame, also while the target is lost (then: where it was
 *     last seen, or where the search stands)
 * @param confidence probability in {@code [0, 1]} that {@code guess} overlaps the target by more than half (IoU),
 *     calibrated on held-back training sequences; frames that spoke against it keep it low for some time, and a target
 *     found again starts at the threshold of certainty
 * @param status the state after this frame, judged by this frame and whether the target was lost before
 */
public record Estimate(Box guess, double confidence, Status status) {

    public Estimate {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence " + confidence + " is not in [0, 1]");
        }
    }

    /** The target's box, or nothing while it is {@link Status#LOST lost}: what an application should act on. */
    public Optional<Box> box() {
        return status == Status.LOST ? Optional.empty() : Optional.of(guess);
    }
}
