package dev.twintrack;

/**
 * A second opinion on whether what is followed is the target: now and then it is looked for in the first frame, where the
 * target is known. The answer holds until the next, and is added to what each frame says by itself; the status heeds the
 * frames alone.
 */
final class Recognition {

    /** Frames from one opinion to the next: it changes slowly, and takes as long as a frame does. */
    static final int EVERY = 16;

    /** Its weight, and the log-odds that speak neither for nor against. */
    private static final double SHARE = 0.4;

    private static final double NEUTRAL = 2;

    private Recognition() {}

    /** Log-odds that an answer adds to those of each frame. */
    static double opinion(LookBack.Answer first) {
        return SHARE * (Evidence.heard(first.here()) - NEUTRAL);
    }

    /** A frame's confidence, given the opinion. */
    static double confidence(double frame, double opinion) {
        return Evidence.probability(Evidence.logit(frame) + opinion);
    }
}
