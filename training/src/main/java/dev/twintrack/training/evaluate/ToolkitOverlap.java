package dev.twintrack.training.evaluate;

import java.util.Optional;

/**
 * Overlap in pixels as in the VOT toolkit since 2020: single precision, every number rounded half to even, a rectangle of
 * width w covers w columns, two empty regions overlap fully.
 */
final class ToolkitOverlap implements RegionOverlap {

    @Override
    public double of(double[] a, double[] b, Optional<Frames.Size> bounds) {
        double[] first = rounded(a);
        double[] second = rounded(b);
        Window both = Window.around(first).hull(Window.around(second));
        if (both.isThin()) {
            return 1;
        }
        Window window = bounds.map(both::within).orElse(both);
        if (window.isThin()) {
            return 0;
        }
        return mask(first, window).overlap(mask(second, window), 0);
    }

    private static double[] rounded(double[] row) {
        if (!RegionOverlap.isRegion(row)) {
            return new double[0];
        }
        double[] whole = new double[row.length];
        for (int i = 0; i < row.length; i++) {
            whole[i] = Math.rint((float) row[i]);
        }
        return whole;
    }

    private static PixelMask mask(double[] region, Window window) {
        if (region.length != 4) {
            double[] moved = new double[region.length];
            for (int i = 0; i < moved.length; i++) {
                moved[i] = region[i] - (i % 2 == 0 ? window.left : window.top);
            }
            return PixelMask.polygon(moved, window.width(), window.height(), true);
        }
        PixelMask mask = PixelMask.empty(window.width(), window.height());
        int top = Math.max(0, (int) region[1] - window.top);
        int bottom = Math.min(window.height() - 1, (int) (region[1] + region[3]) - 1 - window.top);
        for (int row = top; row <= bottom; row++) {
            mask.span(row, (int) region[0] - window.left, (int) (region[0] + region[2]) - 1 - window.left);
        }
        return mask;
    }

    /** Columns and rows, the last ones included; an empty region is at the origin. */
    private record Window(int left, int top, int right, int bottom) {

        static Window around(double[] region) {
            if (region.length == 0) {
                return new Window(0, 0, 0, 0);
            }
            if (region.length == 4) {
                return new Window((int) region[0], (int) region[1], (int) (region[0] + region[2] - 1), (int)
                        (region[1] + region[3] - 1));
            }
            Window window = new Window(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE);
            for (int i = 0; i + 1 < region.length; i += 2) {
                int x = (int) region[i];
                int y = (int) region[i + 1];
                window = window.hull(new Window(x, y, x, y));
            }
            return window;
        }

        Window hull(Window other) {
            return new Window(
                    Math.min(left, other.left),
                    Math.min(top, other.top),
                    Math.max(right, other.right),
                    Math.max(bottom, other.bottom));
        }

        Window within(Frames.Size size) {
            return new Window(
                    Math.max(0, left),
                    Math.max(0, top),
                    Math.min(size.width() - 1, right),
                    Math.min(size.height() - 1, bottom));
        }

        boolean isThin() {
            return left >= right || top >= bottom;
        }

        int width() {
            return right - left + 1;
        }

        int height() {
            return bottom - top + 1;
        }
    }
}
