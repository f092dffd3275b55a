package dev.twintrack.training.evaluate;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The pixels that a region covers inside a window, row by row.
 *
 * @param width pixels in a row of the window
 * @param height rows of the window
 * @param pixels one bit a pixel
 */
record PixelMask(int width, int height, BitSet pixels) {

    static PixelMask empty(int width, int height) {
        return new PixelMask(width, height, new BitSet(width * height));
    }

    /**
     * A polygon with whole-numbered corners relative to the window. Every edge counts as covered, also the right and the
     * lower one. Where three or more edges meet a row at the same pixel, only the last of the equal crossings opens or
     * closes a span: the rule of VOT's region library, of which published scores depend in the fourth digit.
     *
     * @param corners {@code x1, y1, x2, y2, ...}
     * @param keepsLastPair whether two equal crossings at the end of a row still make a span of one pixel (the VOT
     *     toolkit in Python) or not (the library in C)
     */
    static PixelMask polygon(double[] corners, int width, int height, boolean keepsLastPair) {
        PixelMask mask = empty(width, height);
        int[] crossings = new int[corners.length / 2];
        for (int row = 0; row < height; row++) {
            int count = crossings(corners, row, crossings, keepsLastPair);
            Arrays.sort(crossings, 0, count);
            mask.fill(row, crossings, count, keepsLastPair);
        }
        return mask;
    }

    /** Where the edges meet a row; a level edge meets it (at its first corner) for the Python toolkit only. */
    private static int crossings(double[] corners, int row, int[] into, boolean levelEdges) {
        int points = corners.length / 2;
        int count = 0;
        for (int i = 0, previous = points - 1; i < points; previous = i++) {
            double y = corners[2 * i + 1];
            double dy = corners[2 * previous + 1] - y;
            boolean meets = Math.min(y, y + dy) <= row && row <= Math.max(y, y + dy);
            if (meets && dy != 0) {
                double dx = corners[2 * previous] - corners[2 * i];
                into[count++] = (int) (corners[2 * i] + (row - y) / dy * dx);
            } else if (meets && levelEdges) {
                into[count++] = (int) corners[2 * i];
            }
        }
        return count;
    }

    private void fill(int row, int[] crossings, int count, boolean keepsLastPair) {
        int i = 0;
        while (i < count - 1 && crossings[i] < width) {
            boolean last = i >= count - 2;
            if (crossings[i] == crossings[i + 1] && !(keepsLastPair && last)) {
                i++;
                continue;
            }
            span(row, crossings[i], crossings[i + 1]);
            i += 2;
        }
    }

    /** Covers the pixels from {@code left} to {@code right}, both included, as far as they are in the window. */
    void span(int row, int left, int right) {
        int from = Math.max(0, left);
        int to = Math.min(width - 1, right);
        if (from <= to) {
            pixels.set(row * width + from, row * width + to + 1);
        }
    }

    /** Intersection over union; {@code otherwise} when both are empty. */
    double overlap(PixelMask other, double otherwise) {
        BitSet shared = (BitSet) pixels.clone();
        shared.and(other.pixels);
        int intersection = shared.cardinality();
        int union = pixels.cardinality() + other.pixels.cardinality() - intersection;
        return union == 0 ? otherwise : (double) intersection / union;
    }
}
