package dev.twintrack.training.tune;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.mean;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.twintrack.Box;
import dev.twintrack.Frame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * How large each picture of a stretch shows things: shrunk, never enlarged, by a factor that changes evenly from the first to
 * the last. All are as large as the largest; what a smaller one has nothing for is of its mean colour.
 *
 * @param start pixels of the first for one of the picture's
 * @param growth the factor from one picture to the next
 * @param largest the greatest factor of all
 */
record Zoom(double start, double growth, double largest) {

    /**
     * A shrunk picture's place on its canvas.
     *
     * @param width of the canvas
     * @param height of the canvas
     * @param place where on it the whole frame is
     */
    record View(Frame frame, int width, int height, Box place) {

        Box of(Box box) {
            double sx = place.width() / frame.width();
            double sy = place.height() / frame.height();
            return new Box(place.x() + box.x() * sx, place.y() + box.y() * sy, box.width() * sx, box.height() * sy);
        }

        Frame picture() {
            if (place.width() == frame.width() && place.height() == frame.height()) {
                return frame;
            }
            byte[] bgr = new byte[3 * width * height];
            try (BytePointer pixels = new BytePointer(frame.bgr());
                    Mat whole = new Mat(frame.height(), frame.width(), CV_8UC3, pixels);
                    Scalar colour = mean(whole);
                    Mat canvas = new Mat(height, width, CV_8UC3, colour);
                    Rect rect = new Rect((int) place.x(), (int) place.y(), (int) place.width(), (int) place.height());
                    Mat part = new Mat(canvas, rect);
                    Size size = new Size(rect.width(), rect.height())) {
                resize(whole, part, size, 0, 0, INTER_AREA);
                canvas.data().get(bgr);
            }
            return Frame.wrapBgr(width, height, bgr);
        }
    }

    /**
     * @param scale of the first picture, if neither that nor the last had to be enlarged
     * @param zoom how many times as large the last shows things as the first
     * @param pictures how many there are
     */
    static Zoom of(double scale, double zoom, int pictures) {
        double start = Math.min(scale, Math.min(1, 1 / zoom));
        return new Zoom(start, Math.pow(zoom, 1.0 / Math.max(1, pictures - 1)), start * Math.max(1, zoom));
    }

    /** Picture number {@code index}, of a frame in which the object is at {@code about}: there it stays on the canvas. */
    View view(Frame frame, Box about, int index) {
        int width = (int) Math.round(frame.width() * largest);
        int height = (int) Math.round(frame.height() * largest);
        double scale = Math.min(largest, start * Math.pow(growth, index));
        int across = (int) Math.round(frame.width() * scale);
        int down = (int) Math.round(frame.height() * scale);
        int left = corner(about.centerX() / frame.width(), width - across);
        int top = corner(about.centerY() / frame.height(), height - down);
        return new View(frame, width, height, new Box(left, top, across, down));
    }

    private static int corner(double share, int room) {
        return (int) Math.round(Math.max(0, Math.min(1, share)) * room);
    }
}
