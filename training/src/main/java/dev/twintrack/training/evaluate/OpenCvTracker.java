package dev.twintrack.training.evaluate;

import dev.twintrack.Box;
import dev.twintrack.Frame;
import dev.twintrack.TwintrackException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_tracking.TrackerCSRT;
import org.bytedeco.opencv.opencv_tracking.TrackerKCF;
import org.bytedeco.opencv.opencv_video.Tracker;
import org.bytedeco.opencv.opencv_video.TrackerMIL;
import org.bytedeco.opencv.opencv_video.TrackerNano;
import org.bytedeco.opencv.opencv_video.TrackerVit;

/**
 * A tracker of OpenCV with its own defaults. It takes whole pixels, so that the start box is rounded. Where it says that
 * it has lost the target it gives no box: its last one counts on.
 */
final class OpenCvTracker implements BenchmarkTracker {

    /** Seeds OpenCV's generator at each start, so that MIL's random features are the same in every run. */
    private static final int SEED = 1;

    private final Kind kind;
    private final Rect found = new Rect();
    private Tracker tracker;
    private boolean fresh = true;
    private Mat picture;
    private Box last;

    private OpenCvTracker(Kind kind) {
        this.kind = kind;
        this.tracker = kind.maker().get();
    }

    /** A way to open the tracker of that name. */
    static Supplier<BenchmarkTracker> opener(String name, Contender.Setup setup) {
        int threads = setup.options().threads();
        Supplier<BenchmarkTracker> kind =
                switch (name) {
                    case "csrt" -> plain(TrackerCSRT::create);
                    case "kcf" -> plain(TrackerKCF::create);
                    case "mil" -> plain(TrackerMIL::create);
                    case "mosse", "medianflow" -> LegacyOpenCvTracker.opener(name);
                    case "nano" ->
                        nano(
                                model(setup.nanoBackbone(), name, "--nano-backbone"),
                                model(setup.nanoHead(), name, "--nano-head"));
                    case "vit" -> vit(model(setup.vit(), name, "--vit-model"));
                    default ->
                        throw new TwintrackException(
                                "there is no tracker '%s': choose from twin, csrt, kcf, mil, mosse, medianflow, nano, vit"
                                        .formatted(name));
                };
        return () -> {
            opencv_core.setNumThreads(threads);
            return kind.get();
        };
    }

    private static Path model(Optional<Path> file, String tracker, String option) {
        Path given = file.orElseThrow(
                () -> new TwintrackException("tracker %s needs a model file: give %s".formatted(tracker, option)));
        if (!Files.isReadable(given)) {
            throw new TwintrackException("cannot read %s, given with %s".formatted(given, option));
        }
        return given;
    }

    private static Supplier<BenchmarkTracker> plain(Supplier<Tracker> maker) {
        return () -> new OpenCvTracker(new Kind(maker, tracker -> Double.NaN, false));
    }

    private static Supplier<BenchmarkTracker> nano(Path backbone, Path head) {
        Supplier<Tracker> maker = () -> {
            try (TrackerNano.Params params = new TrackerNano.Params();
                    BytePointer first = new BytePointer(backbone.toString());
                    BytePointer second = new BytePointer(head.toString())) {
                return TrackerNano.create(params.backbone(first).neckhead(second));
            } catch (RuntimeException e) {
                throw new TwintrackException("OpenCV cannot load %s with %s".formatted(backbone, head), e);
            }
        };
        return () -> new OpenCvTracker(new Kind(maker, tracker -> ((TrackerNano) tracker).getTrackingScore(), true));
    }

    private static Supplier<BenchmarkTracker> vit(Path model) {
        Supplier<Tracker> maker = () -> {
            try (TrackerVit.Params params = new TrackerVit.Params();
                    BytePointer net = new BytePointer(model.toString())) {
                return TrackerVit.create(params.net(net));
            } catch (RuntimeException e) {
                throw new TwintrackException("OpenCV cannot load %s".formatted(model), e);
            }
        };
        return () -> new OpenCvTracker(new Kind(maker, tracker -> ((TrackerVit) tracker).getTrackingScore(), true));
    }

    @Override
    public void show(Frame frame) {
        if (picture != null) {
            picture.close();
        }
        picture = new Mat(frame.height(), frame.width(), opencv_core.CV_8UC3);
        picture.data().put(frame.bgr());
    }

    @Override
    public void start(Box box) {
        opencv_core.setRNGSeed(SEED);
        if (!fresh && !kind.restarts()) {
            tracker.close();
            tracker = kind.maker().get();
        }
        fresh = false;
        try (Rect start = wholePixels(box)) {
            tracker.init(picture, start);
        }
        last = box;
    }

    private Rect wholePixels(Box box) {
        Box inside = box.clippedTo(picture.cols(), picture.rows());
        int x = (int) Math.min(Math.round(inside.x()), picture.cols() - 1L);
        int y = (int) Math.min(Math.round(inside.y()), picture.rows() - 1L);
        int width = (int) Math.max(1, Math.min(Math.round(inside.width()), picture.cols() - x));
        int height = (int) Math.max(1, Math.min(Math.round(inside.height()), picture.rows() - y));
        return new Rect(x, y, width, height);
    }

    @Override
    public Prediction update() {
        if (tracker.update(picture, found)) {
            last = new Box(found.x(), found.y(), Math.max(0, found.width()), Math.max(0, found.height()));
        }
        return new Prediction(last, kind.score().applyAsDouble(tracker));
    }

    @Override
    public void close() {
        found.close();
        tracker.close();
        if (picture != null) {
            picture.close();
        }
    }

    /**
     * What differs between OpenCV's trackers.
     *
     * @param maker makes one
     * @param score its confidence after an update, NaN where it has none
     * @param restarts whether a second start forgets the first: true of networks, which are slow to load
     */
    private record Kind(Supplier<Tracker> maker, ToDoubleFunction<Tracker> score, boolean restarts) {}
}
