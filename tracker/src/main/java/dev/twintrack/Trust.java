package dev.twintrack;

/**
 * How a target's confidence goes on from frame to frame. A box that one frame speaks against may lie on something else from
 * then on, and that may look as certain as the target did. So doubt comes quickly and goes slowly: the log-odds take half of
 * the way down to what the frame says by itself, and a fifth of the way up.
 */
final class Trust {

    private static final double FALL = 0.5;
    private static final double RISE = 0.2;

    private Trust() {}

    /**
     * The confidence after a frame.
     *
     * @param before the confidence before it
     * @param frame what the frame says by itself
     */
    static double after(double before, double frame) {
        double from = Evidence.logit(before);
        double way = Evidence.logit(frame) - from;
        return Evidence.probability(from + (way < 0 ? FALL : RISE) * way);
    }
}
