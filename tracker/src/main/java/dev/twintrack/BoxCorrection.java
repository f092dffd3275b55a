package dev.twintrack;

/**
 * How the head's boxes differ from what the user means by the target, as seen on the first frame: a head that was taught
 * whole people draws a larger box than a user who points at the face.
 *
 * @param dx the meant centre minus the predicted one, in predicted widths
 * @param dy likewise in predicted heights
 * @param width meant over predicted width
 * @param height meant over predicted height
 */
record BoxCorrection(double dx, double dy, double width, double height) {

    static final BoxCorrection NONE = new BoxCorrection(0, 0, 1, 1);

    private static final double LARGEST = 1.5;

    /**
     * The correction that the first frame asks for.
     *
     * @param share how much of the difference to believe, in {@code [0, 1]}
     */
    static BoxCorrection between(Box predicted, Box meant, double share) {
        if (share == 0 || predicted.iou(meant) < 0.3) {
            return NONE;
        }
        return new BoxCorrection(
                share * (meant.centerX() - predicted.centerX()) / predicted.width(),
                share * (meant.centerY() - predicted.centerY()) / predicted.height(),
                ratio(meant.width() / predicted.width(), share),
                ratio(meant.height() / predicted.height(), share));
    }

    private static double ratio(double ratio, double share) {
        return Math.pow(Math.max(1 / LARGEST, Math.min(LARGEST, ratio)), share);
    }

    Box apply(Box predicted) {
        return Box.around(
                predicted.centerX() + dx * predicted.width(),
                predicted.centerY() + dy * predicted.height(),
                predicted.width() * width,
                predicted.height() * height);
    }
}
