package dev.twintrack;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Bilinear resizing of three channels at once: blue, red and green stand, in this order, in the three low 16-bit lanes of a
 * long, so that one multiplication by a weight of up to 256 does for all of them and no lane runs over. The order is the
 * one that takes the fewest steps from bytes to lanes and back: every other byte of a word is in its lane already.
 */
final class PackedRows {

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int PIXEL = 3;
    private static final int ONE = 256;
    private static final long HALF = 0x0080_0080_0080L;
    private static final long LEVELS = 0x00ff_00ff_00ffL;
    private static final long EVERY_OTHER = 0x00ff_00ff_00ff_00ffL;
    private static final long LOWER_LANES = 0xffff_ffffL;
    private static final long THIRD_LANE = 0xffff_0000_0000L;

    private final Frame frame;
    private final int[] near;
    private final int[] far;
    private final int[] nearWeight;
    private final int[] farWeight;
    private final long border;
    /** From here on, and up to {@link #outside}, both pixels of a column are in the frame, side by side. */
    private final int inside;

    private final int outside;

    private PackedRows(Frame frame, Crop.Axis columns, float[] border) {
        this.frame = frame;
        this.near = columns.near();
        this.far = columns.far();
        this.nearWeight = nearWeights(columns);
        this.farWeight = farWeights(columns);
        this.border = Math.round(border[0]) | (long) Math.round(border[2]) << 16 | (long) Math.round(border[1]) << 32;
        int first = 0;
        while (first < near.length && far[first] != near[first] + 1) {
            first++;
        }
        int end = first;
        while (end < near.length && far[end] == near[end] + 1) {
            end++;
        }
        this.inside = first;
        this.outside = end;
    }

    /** Cuts {@code columns × rows} pixels of blue, green and red out of a frame. */
    static void crop(Frame frame, Crop.Axis columns, Crop.Axis rows, float[] border, byte[] target, int offset) {
        PackedRows packed = new PackedRows(frame, columns, border);
        int[] nearWeight = nearWeights(rows);
        int[] farWeight = farWeights(rows);
        int width = packed.near.length;
        long[] up = new long[width];
        long[] down = new long[width];
        int upRow = -1;
        int downRow = -1;
        for (int r = 0; r < nearWeight.length; r++) {
            if (rows.near()[r] == downRow) {
                long[] swap = up;
                up = down;
                down = swap;
                downRow = upRow;
                upRow = rows.near()[r];
            } else if (rows.near()[r] != upRow) {
                upRow = rows.near()[r];
                packed.stretch(upRow, up);
            }
            if (rows.far()[r] != downRow) {
                downRow = rows.far()[r];
                packed.stretch(downRow, down);
            }
            packed.blend(up, nearWeight[r], down, farWeight[r], target, offset + r * width * PIXEL);
        }
    }

    /** Resizes one row of the frame to the output's columns. */
    private void stretch(int row, long[] line) {
        byte[] bgr = frame.bgr();
        int start = row * frame.width() * PIXEL;
        int end = outside;
        // Eight bytes are read where six are meant: not at the frame's very end.
        while (end > inside && start + near[end - 1] * PIXEL + Long.BYTES > bgr.length) {
            end--;
        }
        edge(start, line, 0, inside);
        for (int c = inside; c < end; c++) {
            // Bytes of both pixels: blue, green, red, blue, green, red. What comes into the fourth lane runs over and
            // is gone.
            long both = (long) LONGS.get(bgr, start + near[c] * PIXEL);
            long even = both & EVERY_OTHER;
            long odd = both >>> 8 & EVERY_OTHER;
            long left = even & LOWER_LANES | odd << 32;
            long right = odd >>> 16 & LOWER_LANES | even & THIRD_LANE;
            line[c] = ((left << 8) + (right - left) * farWeight[c] + HALF) >>> 8 & LEVELS;
        }
        edge(start, line, end, line.length);
    }

    /** The same where the border may have a share, or the two pixels are not side by side. */
    private void edge(int start, long[] line, int from, int to) {
        for (int c = from; c < to; c++) {
            long left = nearWeight[c];
            long right = farWeight[c];
            long mixed = pixel(start + near[c] * PIXEL) * left
                    + pixel(start + far[c] * PIXEL) * right
                    + border * (ONE - left - right);
            line[c] = (mixed + HALF) >>> 8 & LEVELS;
        }
    }

    /** Four bytes are written where three are meant, but for the last pixel: the next one puts it right. */
    private void blend(long[] up, long upWeight, long[] down, long downWeight, byte[] target, int at) {
        long outside = border * (ONE - upWeight - downWeight) + HALF;
        int last = up.length - 1;
        int to = at;
        for (int c = 0; c < last; c++) {
            INTS.set(target, to, packed(up[c] * upWeight + down[c] * downWeight + outside));
            to += PIXEL;
        }
        int pixel = packed(up[last] * upWeight + down[last] * downWeight + outside);
        target[to] = (byte) pixel;
        target[to + 1] = (byte) (pixel >>> 8);
        target[to + 2] = (byte) (pixel >>> 16);
    }

    /** Blue, green and red side by side from lanes of 256 times as much. */
    private static int packed(long mixed) {
        return (int) (mixed >>> 8 & 0xff00ff | mixed >>> 32 & 0xff00);
    }

    /** A pixel of the frame as lanes. Four bytes are read where three are meant, but for the frame's last pixel. */
    private long pixel(int at) {
        byte[] bgr = frame.bgr();
        long bytes = at + Integer.BYTES <= bgr.length
                ? (int) INTS.get(bgr, at)
                : bgr[at] & 0xff | (bgr[at + 1] & 0xff) << 8 | (bgr[at + 2] & 0xff) << 16;
        return lanes(bytes);
    }

    /** The lowest three bytes as lanes. */
    private static long lanes(long pixel) {
        return pixel & 0xff00ffL | (pixel & 0xff00L) << 24;
    }

    /** The weights of the near pixels in 1/256: with those of the far ones 256, unless the border has a share. */
    private static int[] nearWeights(Crop.Axis axis) {
        int[] weights = farWeights(axis);
        for (int i = 0; i < weights.length; i++) {
            boolean inside = axis.nearWeight()[i] + axis.farWeight()[i] > 1 - 1e-4f;
            weights[i] = inside ? ONE - weights[i] : Math.round(axis.nearWeight()[i] * ONE);
        }
        return weights;
    }

    private static int[] farWeights(Crop.Axis axis) {
        int[] weights = new int[axis.farWeight().length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.round(axis.farWeight()[i] * ONE);
        }
        return weights;
    }
}
