package dev.twintrack.training.evaluate;

import java.util.Optional;

/**
 * Overlap in pixels as in the region library of VOT up to 2019, which pysot-toolkit uses too: single precision, corners
 * rounded, a rectangle of width w covers w + 1 columns, bounds included.
 */
final class LibraryOverlap implements RegionOverlap {

    /** Regions whose areas differ by more are not compared at all. */
    private static final double SMALLEST_RATIO = 1e-10;

    @Override
    public double of(double[] a, double[] b, Optional<Frames.Size> bounds) {
        float[] first = floats(a);
        float[] second = floats(b);
        Window one = Window.around(first).within(bounds);
        Window two = Window.around(second).within(bounds);
        Window both = one.hull(two);
        int width = (int) (both.right - both.left) + 1;
        int height = (int) (both.bottom - both.top) + 1;
        boolean incomparable = one.area() / two.area() < SMALLEST_RATIO || two.area() / one.area() < SMALLEST_RATIO;
        if (incomparable || width < 1 || height < 1 || !one.overlaps(two)) {
            return 0;
        }
        PixelMask mask = PixelMask.polygon(relative(first, both), width, height, false);
        PixelMask other = PixelMask.polygon(relative(second, both), width, height, false);
        return mask.overlap(other, Double.NaN);
    }

    private static float[] floats(double[] row) {
        if (row.length == 4) {
            float x = (float) row[0];
            float y = (float) row[1];
            float right = (float) (row[0] + row[2]);
            float bottom = (float) (row[1] + row[3]);
            return new float[] {x, y, right, y, right, bottom, x, bottom};
        }
        float[] corners = new float[row.length];
        for (int i = 0; i < row.length; i++) {
            corners[i] = (float) row[i];
        }
        return corners;
    }

    private static double[] relative(float[] corners, Window window) {
        double[] moved = new double[corners.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = roundedAwayFromZero(corners[i] - (i % 2 == 0 ? window.left : window.top));
        }
        return moved;
    }

    private static double roundedAwayFromZero(float value) {
        return Math.copySign(Math.floor(Math.abs((double) value) + 0.5), value);
    }

    /** A box by its sides, in single precision. */
    private record Window(float left, float top, float right, float bottom) {

        static Window around(float[] corners) {
            float left = Float.MAX_VALUE;
            float top = Float.MAX_VALUE;
            float right = -Float.MAX_VALUE;
            float bottom = -Float.MAX_VALUE;
            for (int i = 0; i + 1 < corners.length; i += 2) {
                left = Math.min(left, corners[i]);
                right = Math.max(right, corners[i]);
                top = Math.min(top, corners[i + 1]);
                bottom = Math.max(bottom, corners[i + 1]);
            }
            return new Window((float) Math.floor(left), (float) Math.floor(top), (float) Math.ceil(right), (float)
                    Math.ceil(bottom));
        }

        Window within(Optional<Frames.Size> bounds) {
            return bounds.map(size -> new Window(
                            Math.max(left, 0),
                            Math.max(top, 0),
                            Math.min(right, size.width()),
                            Math.min(bottom, size.height())))
                    .orElse(this);
        }

        Window hull(Window other) {
            return new Window(
                    Math.min(left, other.left),
                    Math.min(top, other.top),
                    Math.max(right, other.right),
                    Math.max(bottom, other.bottom));
        }

        double area() {
            return (right - left) * (bottom - top);
        }

        boolean overlaps(Window other) {
            float width = Math.min(right, other.right) - Math.max(left, other.left);
            float height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
            float shared = width * height;
            return shared / (area() + other.area() - shared) > 0;
        }
    }
}
