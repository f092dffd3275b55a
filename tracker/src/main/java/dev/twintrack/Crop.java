package dev.twintrack;

/**
 * The context crop: the one way in which pixels reach the network, shared by training, evaluation and tracking.
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
        byte[] bgr = frame.bgr();
        int stride = frame.width() * 3;
        int plane = size * size;
        for (int r = 0; r < size; r++) {
            int out = offset + r * size;
            float up = rows.nearWeight[r];
            float down = rows.farWeight[r];
            float rowOutside = 1 - up - down;
            int upRow = rows.near[r] * stride;
            int downRow = rows.far[r] * stride;
            for (int c = 0; c < size; c++) {
                float left = columns.nearWeight[c];
                float right = columns.farWeight[c];
                int west = columns.near[c] * 3;
                int east = columns.far[c] * 3;
                float nw = up * left;
                float ne = up * right;
                float sw = down * left;
                float se = down * right;
                float outside = 1 - (1 - rowOutside) * (left + right);
                int a = upRow + west;
                int b = upRow + east;
                int d = downRow + west;
                int e = downRow + east;
                target[out + c] = nw * (bgr[a] & 0xff)
                        + ne * (bgr[b] & 0xff)
                        + sw * (bgr[d] & 0xff)
                        + se * (bgr[e] & 0xff)
                        + outside * border[0];
                target[out + plane + c] = nw * (bgr[a + 1] & 0xff)
                        + ne * (bgr[b + 1] & 0xff)
                        + sw * (bgr[d + 1] & 0xff)
                        + se * (bgr[e + 1] & 0xff)
                        + outside * border[1];
                target[out + 2 * plane + c] = nw * (bgr[a + 2] & 0xff)
                        + ne * (bgr[b + 2] & 0xff)
                        + sw * (bgr[d + 2] & 0xff)
                        + se * (bgr[e + 2] & 0xff)
                        + outside * border[2];
            }
        }
    }

    /**
     * The two source pixels of every output pixel along one axis, and their weights. A source pixel outside the frame
     * has weight 0, and what the weights lack to 1 is the border's share.
     */
    private record Axis(int[] near, int[] far, float[] nearWeight, float[] farWeight) {

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
