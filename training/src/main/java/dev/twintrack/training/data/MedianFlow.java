package dev.twintrack.training.data;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC2;
import static org.bytedeco.opencv.global.opencv_video.calcOpticalFlowPyrLK;

import dev.twintrack.Box;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Follows a box from one grey picture to the next by a grid of points that optical flow carries forth and back; points
 * that do not come home are dropped, and the median of the others moves and scales the box (Kalal, Mikolajczyk, Matas,
 * "Forward-Backward Error", ICPR 2010).
 */
final class MedianFlow {

    private static final int GRID = 9;
    private static final int POINTS = GRID * GRID;
    private static final double MOST_ERROR = 1.0;

    private MedianFlow() {}

    /** The box in the next picture, or nothing when too few points agree. */
    static Optional<Box> step(Mat from, Mat to, Box box) {
        float[] start = grid(box);
        float[] end = flow(from, to, start);
        float[] home = flow(to, from, end);
        int[] kept = new int[POINTS];
        int count = 0;
        for (int i = 0; i < POINTS; i++) {
            if (Math.hypot(home[2 * i] - start[2 * i], home[2 * i + 1] - start[2 * i + 1]) < MOST_ERROR) {
                kept[count++] = i;
            }
        }
        if (count < POINTS / 3) {
            return Optional.empty();
        }
        return Optional.of(moved(box, start, end, Arrays.copyOf(kept, count)));
    }

    private static float[] grid(Box box) {
        float[] points = new float[2 * POINTS];
        for (int i = 0; i < POINTS; i++) {
            points[2 * i] = (float) (box.x() + box.width() * (i % GRID + 0.5) / GRID);
            points[2 * i + 1] = (float) (box.y() + box.height() * (i / GRID + 0.5) / GRID);
        }
        return points;
    }

    /** Where flow carries the points; a lost one goes far away. */
    private static float[] flow(Mat from, Mat to, float[] points) {
        float[] moved = new float[points.length];
        byte[] found = new byte[points.length / 2];
        try (FloatPointer pixels = new FloatPointer(points);
                Mat start = new Mat(points.length / 2, 1, CV_32FC2, pixels);
                Mat end = new Mat();
                Mat status = new Mat();
                Mat error = new Mat()) {
            calcOpticalFlowPyrLK(from, to, start, end, status, error);
            new FloatPointer(end.data()).get(moved);
            status.data().get(found);
        }
        for (int i = 0; i < found.length; i++) {
            if (found[i] == 0) {
                moved[2 * i] = Float.MAX_VALUE;
            }
        }
        return moved;
    }

    private static Box moved(Box box, float[] start, float[] end, int[] kept) {
        double[] dx = new double[kept.length];
        double[] dy = new double[kept.length];
        double[] growth = new double[kept.length * (kept.length - 1) / 2];
        int pair = 0;
        for (int a = 0; a < kept.length; a++) {
            int i = 2 * kept[a];
            dx[a] = end[i] - start[i];
            dy[a] = end[i + 1] - start[i + 1];
            for (int b = 0; b < a; b++) {
                int j = 2 * kept[b];
                growth[pair++] = Math.hypot(end[i] - end[j], end[i + 1] - end[j + 1])
                        / Math.hypot(start[i] - start[j], start[i + 1] - start[j + 1]);
            }
        }
        double scale = median(growth);
        return Box.around(
                box.centerX() + median(dx), box.centerY() + median(dy), box.width() * scale, box.height() * scale);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
    }
}
