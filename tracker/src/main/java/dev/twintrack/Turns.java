package dev.twintrack;

import java.util.OptionalInt;

/**
 * How far a target may have turned in the picture since the start. A template stands for what it shows and for what has turned
 * by some thirty degrees; so a few of them, of the same thing turned all the way round, stand for every direction. Only one
 * is compared on each frame, and while the target is in doubt one more: the next on either side, or the first again. What stays
 * in doubt has hardly turned, and is compared less often.
 */
final class Turns {

    /** Templates of one target, so many degrees apart. */
    static final int COUNT = 6;

    static final double STEP = 360.0 / COUNT;

    /** Log-odds by which another turn must be surer than the one that the target has. */
    private static final double MARGIN = 1;

    /** A turning target stays where it is: least overlap with where it was last. */
    private static final double SAME_PLACE = 0.5;

    /** Frames of doubt on each of which another turn is compared, and every how many frames from then on. */
    private static final int EAGER = 6;

    private static final int LATER = 3;

    private Turns() {}

    /**
     * The turn that is compared besides the target's own; on some frames none.
     *
     * @param turn the target's own
     * @param doubted for how many frames in a row the target has been in doubt
     */
    static OptionalInt next(int turn, int doubted) {
        int late = doubted - EAGER;
        if (doubted < 1 || late > 0 && late % LATER != 0) {
            return OptionalInt.empty();
        }
        int tried = late > 0 ? EAGER + late / LATER : doubted;
        boolean nearTheFirst = turn <= 1 || turn == COUNT - 1;
        int[] others = nearTheFirst ? new int[] {turn + 1, turn - 1} : new int[] {turn + 1, turn - 1, 0};
        return OptionalInt.of(Math.floorMod(others[(tried - 1) % others.length], COUNT));
    }

    /**
     * Whether the target has turned.
     *
     * @param before the confidence with the turn that it had
     * @param after the confidence with the other
     * @param last where it was last
     * @param box where it is if it has turned
     */
    static boolean surer(double before, double after, Box last, Box box) {
        return Evidence.logit(after) > Evidence.logit(before) + MARGIN && box.iou(last) > SAME_PLACE;
    }
}
