package dev.twintrack.training.data;

import dev.twintrack.Box;
import dev.twintrack.Crop;
import dev.twintrack.Frame;

/**
 * A square picture of planar blue, green, red floats in {@code [0, 255]}, being composed: a window into a larger array.
 *
 * @param bgr the array
 * @param offset where the blue plane begins
 * @param size side in pixels
 */
record Canvas(float[] bgr, int offset, int size) {

    /** How much of a layer shows at a pixel, in {@code [0, 1]}. */
    @FunctionalInterface
    interface Mask {
        float at(int x, int y);

        /** Opaque inside a rectangle, over {@code feather} pixels from its edge inwards. */
        static Mask rectangle(Box box, double feather) {
            float left = (float) box.x() - 0.5f;
            float top = (float) box.y() - 0.5f;
            float right = (float) box.right() - 0.5f;
            float bottom = (float) box.bottom() - 0.5f;
            float slope = (float) (1 / Math.max(feather, 0.01));
            return (x, y) -> {
                float inside = Math.min(Math.min(x - left, right - x), Math.min(y - top, bottom - y)) - 0.5f;
                return Math.max(0, Math.min(1, inside * slope));
            };
        }

        /** Opaque inside the ellipse of a rectangle, with a soft edge {@code feather} wide as a share of the radius. */
        static Mask ellipse(Box box, double feather) {
            float centerX = (float) box.centerX() - 0.5f;
            float centerY = (float) box.centerY() - 0.5f;
            float a = (float) (2 / box.width());
            float b = (float) (2 / box.height());
            float slope = (float) (1 / Math.max(feather, 0.01));
            return (x, y) -> {
                float u = (x - centerX) * a;
                float v = (y - centerY) * b;
                return Math.max(0, Math.min(1, (1 - (float) Math.sqrt(u * u + v * v)) * slope));
            };
        }
    }

    static Canvas of(int size) {
        return new Canvas(new float[3 * size * size], 0, size);
    }

    /** Covers the canvas with a region of a picture. */
    void draw(Frame frame, Box region, float[] border) {
        Crop.into(frame, region, size, border, bgr, offset);
    }

    /**
     * Lays a region of a picture over the canvas, where the mask lets it show.
     *
     * @param region what the whole canvas would show of it
     * @param window the part of the canvas to work on, in its pixels
     * @param scratch at least as large as this canvas
     */
    void lay(Frame frame, Box region, float[] border, Mask mask, Box window, Canvas scratch) {
        int left = Math.max(0, (int) Math.floor(window.x()));
        int top = Math.max(0, (int) Math.floor(window.y()));
        int right = Math.min(size, (int) Math.ceil(window.right()));
        int bottom = Math.min(size, (int) Math.ceil(window.bottom()));
        int side = Math.max(right - left, bottom - top);
        if (right <= left || bottom <= top) {
            return;
        }
        Canvas layer = new Canvas(scratch.bgr, 0, side);
        double stepX = region.width() / size;
        double stepY = region.height() / size;
        Box part = new Box(region.x() + left * stepX, region.y() + top * stepY, side * stepX, side * stepY);
        layer.draw(frame, part, border);
        blend(layer, mask, left, top, right, bottom);
    }

    private void blend(Canvas layer, Mask mask, int left, int top, int right, int bottom) {
        int plane = size * size;
        int layerPlane = layer.size * layer.size;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                float alpha = mask.at(x, y);
                if (alpha > 0) {
                    int at = offset + y * size + x;
                    int over = (y - top) * layer.size + x - left;
                    for (int c = 0; c < 3; c++) {
                        float under = bgr[at + c * plane];
                        bgr[at + c * plane] = under + alpha * (layer.bgr[over + c * layerPlane] - under);
                    }
                }
            }
        }
    }

    /** Fills what is outside the rectangle with what is inside, reflected at its edges. */
    void mirror(Box inside) {
        int[] columns = reflected(inside.x(), inside.right());
        int[] rows = reflected(inside.y(), inside.bottom());
        for (int c = 0; c < 3; c++) {
            int plane = offset + c * size * size;
            for (int y = 0; y < size; y++) {
                for (int x = 0; x < size; x++) {
                    if (columns[x] != x || rows[y] != y) {
                        bgr[plane + y * size + x] = bgr[plane + rows[y] * size + columns[x]];
                    }
                }
            }
        }
    }

    private int[] reflected(double start, double end) {
        int first = Math.max(0, Math.min(size - 1, (int) Math.ceil(start + 0.5)));
        int last = Math.max(first, Math.min(size - 1, (int) Math.floor(end - 1.5)));
        int period = Math.max(1, 2 * (last - first));
        int[] source = new int[size];
        for (int i = 0; i < size; i++) {
            int step = Math.floorMod(i - first, period);
            source[i] = first + Math.min(step, period - step);
            source[i] = Math.min(last, source[i]);
        }
        return source;
    }

    /** Swaps left and right. */
    void flip() {
        for (int row = 0; row < 3 * size; row++) {
            for (int i = offset + row * size, j = i + size - 1; i < j; i++, j--) {
                float swap = bgr[i];
                bgr[i] = bgr[j];
                bgr[j] = swap;
            }
        }
    }

    Box bounds() {
        return new Box(0, 0, size, size);
    }
}
