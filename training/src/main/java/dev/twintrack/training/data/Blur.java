package dev.twintrack.training.data;

import java.util.Arrays;

/** Blurs of a canvas, in place; pixels beyond the edge repeat the edge. */
final class Blur {

    private Blur() {}

    /** Out of focus: the mean of {@code side} pixels (odd) along each axis, twice. */
    static void box(Canvas canvas, int side) {
        for (int pass = 0; pass < 2; pass++) {
            for (int c = 0; c < 3; c++) {
                int start = canvas.offset() + c * canvas.size() * canvas.size();
                across(canvas.bgr(), start, canvas.size(), side / 2);
                down(canvas.bgr(), start, canvas.size(), side / 2);
            }
        }
    }

    private static void across(float[] values, int start, int size, int radius) {
        float[] padded = new float[size + 2 * radius + 1];
        float share = 1f / (2 * radius + 1);
        for (int y = 0; y < size; y++) {
            int row = start + y * size;
            pad(values, row, size, radius, padded);
            float sum = 0;
            for (int i = 0; i < 2 * radius + 1; i++) {
                sum += padded[i];
            }
            for (int i = 0; i < size; i++) {
                values[row + i] = sum * share;
                sum += padded[i + 2 * radius + 1] - padded[i];
            }
        }
    }

    /** A row with its ends repeated {@code radius} times (once more at the right, for a running sum). */
    private static void pad(float[] values, int row, int size, int radius, float[] padded) {
        Arrays.fill(padded, 0, radius, values[row]);
        System.arraycopy(values, row, padded, radius, size);
        Arrays.fill(padded, radius + size, padded.length, values[row + size - 1]);
    }

    /** Keeps a running sum of whole rows. */
    private static void down(float[] values, int start, int size, int radius) {
        float[] plane = Arrays.copyOfRange(values, start, start + size * size);
        float[] sum = new float[size];
        float share = 1f / (2 * radius + 1);
        for (int y = -radius; y <= radius; y++) {
            add(sum, plane, Math.max(0, Math.min(size - 1, y)) * size, 1);
        }
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                values[start + y * size + x] = sum[x] * share;
            }
            add(sum, plane, Math.min(size - 1, y + radius + 1) * size, 1);
            add(sum, plane, Math.max(0, y - radius) * size, -1);
        }
    }

    private static void add(float[] sum, float[] from, int offset, float weight) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * from[offset + i];
        }
    }

    /** Smeared along a line of {@code length} pixels at the given angle in radians. */
    static void motion(Canvas canvas, int length, double angle) {
        int size = canvas.size();
        int reach = length / 2 + 1;
        float[] sum = new float[size];
        float[] padded = new float[size + 2 * reach + 1];
        for (int c = 0; c < 3; c++) {
            int start = canvas.offset() + c * size * size;
            float[] plane = Arrays.copyOfRange(canvas.bgr(), start, start + size * size);
            for (int y = 0; y < size; y++) {
                Arrays.fill(sum, 0);
                for (int k = 0; k < length; k++) {
                    double along = k - (length - 1) / 2.0;
                    int dx = (int) Math.round(along * Math.cos(angle));
                    int dy = (int) Math.round(along * Math.sin(angle));
                    pad(plane, Math.max(0, Math.min(size - 1, y + dy)) * size, size, reach, padded);
                    add(sum, padded, reach + dx, 1f / length);
                }
                System.arraycopy(sum, 0, canvas.bgr(), start + y * size, size);
            }
        }
    }

    /** Shrunk {@code factor} times by averages and enlarged again bilinearly: what a small target looks like. */
    static void coarsen(Canvas canvas, double factor) {
        int size = canvas.size();
        int small = Math.max(8, (int) Math.round(size / factor));
        float[] shrunk = new float[small * small];
        for (int c = 0; c < 3; c++) {
            int start = canvas.offset() + c * size * size;
            shrink(canvas.bgr(), start, size, shrunk, small);
            enlarge(shrunk, small, canvas.bgr(), start, size);
        }
    }

    private static void shrink(float[] from, int start, int size, float[] to, int small) {
        for (int y = 0; y < small; y++) {
            int top = y * size / small;
            int bottom = Math.max(top + 1, (y + 1) * size / small);
            for (int x = 0; x < small; x++) {
                int left = x * size / small;
                int right = Math.max(left + 1, (x + 1) * size / small);
                float sum = 0;
                for (int v = top; v < bottom; v++) {
                    for (int u = left; u < right; u++) {
                        sum += from[start + v * size + u];
                    }
                }
                to[y * small + x] = sum / ((bottom - top) * (right - left));
            }
        }
    }

    /** Bilinear: every row is first mixed from the two nearest small ones, then stretched. */
    private static void enlarge(float[] from, int small, float[] to, int start, int size) {
        int[] left = new int[size];
        float[] right = new float[size];
        for (int i = 0; i < size; i++) {
            float at = Math.max(0, Math.min(small - 1.001f, (i + 0.5f) * small / size - 0.5f));
            left[i] = (int) at;
            right[i] = at - left[i];
        }
        float[] row = new float[small];
        for (int y = 0; y < size; y++) {
            int top = left[y] * small;
            float down = right[y];
            for (int x = 0; x < small; x++) {
                row[x] = from[top + x] + down * (from[top + small + x] - from[top + x]);
            }
            int out = start + y * size;
            for (int x = 0; x < size; x++) {
                float west = row[left[x]];
                to[out + x] = west + right[x] * (row[left[x] + 1] - west);
            }
        }
    }
}
