package dev.twintrack.training.evaluate;

import dev.twintrack.Box;
import dev.twintrack.Frame;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.opencv_java;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect2d;
import org.opencv.tracking.legacy_Tracker;
import org.opencv.tracking.legacy_TrackerMOSSE;
import org.opencv.tracking.legacy_TrackerMedianFlow;

/** The trackers that OpenCV keeps in its legacy corner; they take fractions of pixels and know no confidence. */
final class LegacyOpenCvTracker implements BenchmarkTracker {

    private final Supplier<legacy_Tracker> maker;
    private legacy_Tracker tracker;
    private Mat picture;
    private Box last;

    private LegacyOpenCvTracker(Supplier<legacy_Tracker> maker) {
        this.maker = maker;
    }

    static Supplier<BenchmarkTracker> opener(String name) {
        return () -> {
            Loader.load(opencv_java.class);
            return new LegacyOpenCvTracker(
                    name.equals("mosse") ? legacy_TrackerMOSSE::create : legacy_TrackerMedianFlow::create);
        };
    }

    @Override
    public void show(Frame frame) {
        release();
        picture = new Mat(frame.height(), frame.width(), CvType.CV_8UC3);
        picture.put(0, 0, frame.bgr());
    }

    @Override
    public void start(Box box) {
        // A legacy tracker can be started once only.
        tracker = maker.get();
        tracker.init(picture, new Rect2d(box.x(), box.y(), box.width(), box.height()));
        last = box;
    }

    @Override
    public Prediction update() {
        Rect2d found = new Rect2d();
        if (tracker.update(picture, found) && found.width >= 0 && found.height >= 0) {
            last = new Box(found.x, found.y, found.width, found.height);
        }
        return new Prediction(last, Double.NaN);
    }

    @Override
    public void close() {
        release();
    }

    private void release() {
        if (picture != null) {
            picture.release();
        }
    }
}
