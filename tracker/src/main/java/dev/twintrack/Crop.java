package dev.twintrack;

/**
 * The context crop: the one way in which pixels reach the network, shared by training, evaluation and tracking. Training
 * takes it in floats, to go on working with it; tracking in bytes, which take half the time.
 *
 * <p>Around a box of {@code w × h} the template covers a square of side {@code sqrt((w + p)(h + p))} with
 * {@code p = (w + h) / 2} (Bertinetto et al., "Fully-Convolutional Siamese Networks for Object Tracking", 2016,
 * section 3.1), and a search region a multiple of it. Output pixel {@code i} of {@code size} is sampled bilinearly at
 * {@code start + (i + 0.5) · side / size - 0.5} of the source's pixel centres; what lies outside the frame has the frame's
 * mean colour.
 */
public final class Crop {

    private static final int BORDER_SAMPLES = 48;

    private Crop() {}

    /** Side of the square that shows the box in its context, in pixels of the frame; at least 2. */
    public static double contextSide(Box box) {
        double padding = (box.width() + box.height()) / 2;
        return Math.max(2, Math.sqrt((box.width() + padding) * (box.height() + padding)));
    }

    /** The square around the box's centre whose side is {@code factor} context sides. */
    public static Box region(Box box, double factor) {
        double side = contextSide(box) * factor;
        return Box.around(box.centerX(), box.centerY(), side, side);
    }

    /**
     * The frame's mean colour, from a regular grid of at most 48 × 48 pixels.
     *
     * @return {@code {blue, green, red}} in {@code [0, 255]}
     */
    public static float[] border(Frame frame) {
        byte[] bgr = frame.bgr();
        int columns = Math.min(BORDER_SAMPLES, frame.width());
        int rows = Math.min(BORDER_SAMPLES, frame.height());
        long[] sums = new long[3];
        for (int r = 0; r < rows; r++) {
            int y = (int) ((2L * r + 1) * frame.height() / (2L * rows));
            for (int c = 0; c < columns; c++) {
                int x = (int) ((2L * c + 1) * frame.width() / (2L * columns));
                int at = (y * frame.width() + x) * 3;
                sums[0] += bgr[at] & 0xff;
                sums[1] += bgr[at + 1] & 0xff;
                sums[2] += bgr[at + 2] & 0xff;
            }
        }
        float count = (float) rows * columns;
        return new float[] {sums[0] / count, sums[1] / count, sums[2] / count};
    }

    /**
     * Cuts a region out of a frame and resizes it to {@code size × size}.
     *
     * @param border colour outside the frame, as {@link #border} gives it
     * @param target receives {@code 3 × size × size} values in {@code [0, 255]}: the blue plane, the green, the red
     * @param offset where in {@code target} the blue plane begins
     */
    public static void into(Frame frame, Box region, int size, float[] border, float[] target, int offset) {
        Axis columns = Axis.of(region.x(), region.width(), size, frame.width());
        Axis rows = Axis.of(region.y(), region.height(), size, frame.height());
        float[] up = new float[3 * size];
        float[] down = new float[3 * size];
        int upRow = -1;
        int downRow = -1;
        for (int r = 0; r < size; r++) {
            if (rows.near[r] == downRow) {
                float[] swap = up;
                up = down;
                down = swap;
                downRow = upRow;
                upRow = rows.near[r];
            } else if (rows.near[r] != upRow) {
                upRow = rows.near[r];
                stretch(frame, upRow, columns, border, up);
            }
            if (rows.far[r] != downRow) {
                downRow = rows.far[r];
                stretch(frame, downRow, columns, border, down);
            }
            float near = rows.nearWeight[r];
            float far = rows.farWeight[r];
            for (int channel = 0; channel < 3; channel++) {
                int from = channel * size;
                int out = offset + (from + r) * size;
                float outside = (1 - near - far) * border[channel];
                for (int c = 0; c < size; c++) {
                    target[out + c] = near * up[from + c] + far * down[from + c] + outside;
                }
            }
        }
    }

    /**
     * The same crop as a tracker takes it, in bytes: weights are rounded to 1/256, values to whole levels, and a value is at
     * most two levels off.
     *
     * @param target receives {@code size × size × 3} bytes, pixel by pixel: blue, green, red
     * @param offset where in {@code target} the crop begins
     */
    public static void into(Frame frame, Box region, int size, float[] border, byte[] target, int offset) {
        Axis columns = Axis.of(region.x(), region.width(), size, frame.width());
        Axis rows = Axis.of(region.y(), region.height(), size, frame.height());
        PackedRows.crop(frame, columns, rows, border, target, offset);
    }

    /**
     * The crop that {@link #into(Frame, Box, int, float[], byte[], int)} would take if the frame were turned about the
     * region's centre.
     *
     * @param degrees clockwise
     */
    static void turned(Frame frame, Box region, double degrees, int size, float[] border, byte[] target, int offset) {
        double step = region.width() / size;
        double cos = Math.cos(Math.toRadians(degrees)) * step;
        double sin = Math.sin(Math.toRadians(degrees)) * step;
        for (int row = 0; row < size; row++) {
            double dy = row + 0.5 - size / 2.0;
            for (int column = 0; column < size; column++) {
                double dx = column + 0.5 - size / 2.0;
                double x = region.centerX() + cos * dx + sin * dy - 0.5;
                double y = region.centerY() - sin * dx + cos * dy - 0.5;
                sample(frame, x, y, border, target, offset + 3 * (row * size + column));
            }
        }
    }

    private static void sample(Frame frame, double x, double y, float[] border, byte[] target, int at) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double right = x - left;
        double down = y - top;
        for (int channel = 0; channel < 3; channel++) {
            double upper = (1 - right) * level(frame, left, top, border, channel)
                    + right * level(frame, left + 1, top, border, channel);
            double lower = (1 - right) * level(frame, left, top + 1, border, channel)
                    + right * level(frame, left + 1, top + 1, border, channel);
            target[at + channel] = (byte) Math.round((1 - down) * upper + down * lower);
        }
    }

    private static double level(Frame frame, int x, int y, float[] border, int channel) {
        boolean inside = x >= 0 && y >= 0 && x < frame.width() && y < frame.height();
        return inside ? frame.bgr()[(y * frame.width() + x) * 3 + channel] & 0xff : border[channel];
    }

    /** Pixels from planes, rounded. */
    public static byte[] pixels(float[] planes, int n, int size) {
        int plane = size * size;
        byte[] pixels = new byte[n * 3 * plane];
        for (int crop = 0; crop < n; crop++) {
            for (int channel = 0; channel < 3; channel++) {
                int from = (crop * 3 + channel) * plane;
                int to = crop * 3 * plane + channel;
                for (int i = 0; i < plane; i++) {
                    pixels[to + 3 * i] = (byte) Math.round(planes[from + i]);
                }
            }
        }
        return pixels;
    }

    /** Resizes one row of the frame to the output's columns: a plane for each channel. */
    private static void stretch(Frame frame, int row, Axis columns, float[] border, float[] line) {
        byte[] bgr = frame.bgr();
        int start = row * frame.width() * 3;
        int size = columns.near.length;
        for (int c = 0; c < size; c++) {
            float left = columns.nearWeight[c];
            float right = columns.farWeight[c];
            float outside = 1 - left - right;
            int west = start + columns.near[c] * 3;
            int east = start + columns.far[c] * 3;
            line[c] = left * (bgr[west] & 0xff) + right * (bgr[east] & 0xff) + outside * border[0];
            line[size + c] = left * (bgr[west + 1] & 0xff) + right * (bgr[east + 1] & 0xff) + outside * border[1];
            line[2 * size + c] = left * (bgr[west + 2] & 0xff) + right * (bgr[east + 2] & 0xff) + outside * border[2];
        }
    }

    /**
     * The two source pixels of every output pixel along one axis, and their weights. A source pixel outside the frame
     * has weight 0, and what the weights lack to 1 is the border's share.
     */
    record Axis(int[] near, int[] far, float[] nearWeight, float[] farWeight) {

        static Axis of(double start, double side, int size, int limit) {
            Axis axis = new Axis(new int[size], new int[size], new float[size], new float[size]);
            double step = side / size;
            for (int i = 0; i < size; i++) {
                double at = start + (i + 0.5) * step - 0.5;
                double floor = Math.floor(at);
                float fraction = (float) (at - floor);
                if (floor >= 0 && floor < limit) {
                    axis.near[i] = (int) floor;
                    axis.nearWeight[i] = 1 - fraction;
                }
                if (floor + 1 >= 0 && floor + 1 < limit) {
                    axis.far[i] = (int) floor + 1;
                    axis.farWeight[i] = fraction;
                }
            }
            return axis;
        }
    }
}
