package dev.twintrack.training.data;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.twintrack.Box;
import dev.twintrack.Crop;
import dev.twintrack.Frame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/** Cuts the region around an object out of a picture, shrinking by area averages where the object is large. */
final class PatchCutter implements AutoCloseable {

    /**
     * @param region what was cut, in pixels of the picture
     */
    record Piece(Box region, int width, int height, byte[] bgr) {

        /** A box of the picture in pixels of the cut. */
        Box inside(Box box) {
            double sx = width / region.width();
            double sy = height / region.height();
            return new Box(
                    (box.x() - region.x()) * sx, (box.y() - region.y()) * sy, box.width() * sx, box.height() * sy);
        }
    }

    private final Frame frame;
    private final BytePointer pixels;
    private final Mat picture;

    PatchCutter(Frame frame) {
        this.frame = frame;
        this.pixels = new BytePointer(frame.bgr());
        this.picture = new Mat(frame.height(), frame.width(), CV_8UC3, pixels);
    }

    Piece around(Box box, StoreOptions options) {
        Box wanted = Crop.region(box, StoreOptions.SEARCH_FACTOR * options.reach());
        Box inside = wanted.clippedTo(frame.width(), frame.height());
        int left = (int) Math.floor(inside.x());
        int top = (int) Math.floor(inside.y());
        int right = Math.min(frame.width(), (int) Math.ceil(inside.right()));
        int bottom = Math.min(frame.height(), (int) Math.ceil(inside.bottom()));
        Box region = new Box(left, top, right - left, bottom - top);
        double scale = Math.min(1, options.contextSide() / Crop.contextSide(box));
        int width = Math.max(1, (int) Math.round(region.width() * scale));
        int height = Math.max(1, (int) Math.round(region.height() * scale));
        byte[] bgr = new byte[width * height * 3];
        try (Rect rect = new Rect(left, top, right - left, bottom - top);
                Mat part = new Mat(picture, rect);
                Mat small = new Mat();
                Size size = new Size(width, height)) {
            if (scale < 1) {
                resize(part, small, size, 0, 0, INTER_AREA);
            } else {
                part.copyTo(small);
            }
            small.data().get(bgr);
        }
        return new Piece(region, width, height, bgr);
    }

    @Override
    public void close() {
        picture.close();
        pixels.close();
    }
}
