package dev.twintrack.training.data;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.twintrack.Frame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** What a camera or a video file does to a small target: its few pixels go through a JPEG, blocks, smeared colours and all. */
public final class Compression {

    private Compression() {}

    /**
     * What is left of a frame.
     *
     * @param quality of the JPEG, 0 to 100
     */
    public static Frame of(Frame frame, int quality) {
        byte[] bgr = new byte[3 * frame.width() * frame.height()];
        try (BytePointer pixels = new BytePointer(frame.bgr());
                Mat picture = new Mat(frame.height(), frame.width(), CV_8UC3, pixels);
                Mat compressed = compressed(picture, quality)) {
            compressed.data().get(bgr);
        }
        return Frame.wrapBgr(frame.width(), frame.height(), bgr);
    }

    /**
     * Shrinks a canvas, compresses it, and enlarges it again, in place.
     *
     * @param factor how many pixels shrink to one along each axis
     * @param quality of the JPEG, 0 to 100
     */
    static void apply(Canvas canvas, double factor, int quality) {
        int size = canvas.size();
        int small = Math.max(8, (int) Math.round(size / factor));
        byte[] bgr = interleaved(canvas);
        try (BytePointer pixels = new BytePointer(bgr);
                Mat whole = new Mat(size, size, CV_8UC3, pixels);
                Mat shrunk = new Mat();
                Size few = new Size(small, small);
                Size all = new Size(size, size)) {
            resize(whole, shrunk, few, 0, 0, INTER_AREA);
            try (Mat compressed = compressed(shrunk, quality)) {
                resize(compressed, whole, all, 0, 0, INTER_LINEAR);
            }
            whole.data().get(bgr);
        }
        take(canvas, bgr);
    }

    private static Mat compressed(Mat picture, int quality) {
        try (BytePointer jpeg = new BytePointer();
                IntPointer settings = new IntPointer(IMWRITE_JPEG_QUALITY, quality)) {
            if (!imencode(".jpg", picture, jpeg, settings)) {
                throw new IllegalStateException("OpenCV was built without JPEG");
            }
            try (Mat bytes = new Mat(1, (int) jpeg.limit(), CV_8UC1, jpeg)) {
                return imdecode(bytes, IMREAD_COLOR);
            }
        }
    }

    private static byte[] interleaved(Canvas canvas) {
        int plane = canvas.size() * canvas.size();
        byte[] bgr = new byte[3 * plane];
        for (int c = 0; c < 3; c++) {
            int from = canvas.offset() + c * plane;
            for (int i = 0; i < plane; i++) {
                bgr[3 * i + c] = (byte) Math.max(0, Math.min(255, Math.round(canvas.bgr()[from + i])));
            }
        }
        return bgr;
    }

    private static void take(Canvas canvas, byte[] bgr) {
        int plane = canvas.size() * canvas.size();
        for (int c = 0; c < 3; c++) {
            int to = canvas.offset() + c * plane;
            for (int i = 0; i < plane; i++) {
                canvas.bgr()[to + i] = bgr[3 * i + c] & 0xff;
            }
        }
    }
}
