package dev.twintrack;

/**
 * Where a lost target is looked for besides its last place: windows of the size of a search region that cover the frame
 * with some overlap, row by row, one a frame, again and again.
 */
final class Roaming {

    private static final double STEP = 0.6;

    private Roaming() {}

    /** How many windows there are. */
    static int count(Box like, Frame frame) {
        return windows(frame.width(), like.width()) * windows(frame.height(), like.height());
    }

    /** The {@code turn}-th window; all windows come up before one comes again. */
    static Box region(int turn, Box like, Frame frame) {
        int columns = windows(frame.width(), like.width());
        int rows = windows(frame.height(), like.height());
        int at = turn % (columns * rows);
        double x = center(at % columns, columns, frame.width());
        double y = center(at / columns, rows, frame.height());
        return Box.around(x, y, like.width(), like.height());
    }

    private static int windows(int length, double side) {
        return Math.max(1, (int) Math.ceil(length / (side * STEP)));
    }

    private static double center(int index, int count, int length) {
        return (index + 0.5) * length / count;
    }
}
