package dev.twintrack.training.data;

/** Blurs of a canvas, in place; pixels beyond the edge repeat the edge. */
final class Blur {

    private Blur() {}

    /** Out of focus: twice the mean of {@code side} pixels (odd) along each axis. */
    static void box(Canvas canvas, int side) {
        float[] line = new float[canvas.size()];
        for (int pass = 0; pass < 2; pass++) {
            lines(canvas, side, true, line);
            lines(canvas, side, false, line);
        }
    }

    private static void lines(Canvas canvas, int side, boolean across, float[] line) {
        int size = canvas.size();
        int step = across ? 1 : size;
        int next = across ? size : 1;
        for (int c = 0; c < 3; c++) {
            for (int k = 0; k < size; k++) {
                mean(canvas.bgr(), canvas.offset() + c * size * size + k * next, step, size, side, line);
            }
        }
    }

    private static void mean(float[] values, int start, int step, int size, int side, float[] line) {
        int radius = side / 2;
        for (int i = 0; i < size; i++) {
            line[i] = values[start + i * step];
        }
        float sum = line[0] * radius;
        for (int i = 0; i <= radius; i++) {
            sum += line[Math.min(i, size - 1)];
        }
        float share = 1f / (2 * radius + 1);
        for (int i = 0; i < size; i++) {
            values[start + i * step] = sum * share;
            sum += line[Math.min(size - 1, i + radius + 1)] - line[Math.max(0, i - radius)];
        }
    }

    /** Smeared along a line of {@code length} pixels at the given angle in radians. */
    static void motion(Canvas canvas, int length, double angle) {
        int size = canvas.size();
        int plane = size * size;
        float share = 1f / length;
        for (int c = 0; c < 3; c++) {
            int start = canvas.offset() + c * plane;
            float[] sum = new float[plane];
            for (int k = 0; k < length; k++) {
                double along = k - (length - 1) / 2.0;
                int dx = (int) Math.round(along * Math.cos(angle));
                int dy = (int) Math.round(along * Math.sin(angle));
                for (int y = 0; y < size; y++) {
                    int from = start + Math.max(0, Math.min(size - 1, y + dy)) * size;
                    for (int x = 0; x < size; x++) {
                        sum[y * size + x] += canvas.bgr()[from + Math.max(0, Math.min(size - 1, x + dx))];
                    }
                }
            }
            for (int i = 0; i < plane; i++) {
                canvas.bgr()[start + i] = sum[i] * share;
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
