package dev.twintrack.training.evaluate;

import dev.twintrack.Tracker;
import dev.twintrack.TrackerOptions;
import dev.twintrack.TwintrackException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A tracker that takes part in a benchmark.
 *
 * @param name the name in tables and of its result folder
 * @param opener makes a tracker; loading of models belongs here, outside any clock
 */
public record Contender(String name, Supplier<BenchmarkTracker> opener) {

    /** Our own tracker. */
    public static Contender twin(TrackerOptions options) {
        return new Contender("twin", () -> new TwinTracker(Tracker.open(options)));
    }

    /**
     * One of the trackers on offer.
     *
     * @param name {@code twin}, or a tracker of OpenCV: {@code csrt}, {@code kcf}, {@code mil}, {@code mosse},
     *     {@code medianflow}, {@code nano}, {@code vit}
     * @throws TwintrackException when there is no such tracker, or it needs a model file that is not given
     */
    static Contender named(String name, Setup setup) {
        if (name.equals("twin")) {
            return twin(setup.options());
        }
        return new Contender(name, OpenCvTracker.opener(name, setup));
    }

    /**
     * What trackers need to be opened.
     *
     * @param options for our own tracker
     * @param nanoBackbone ONNX file for {@code nano}
     * @param nanoHead ONNX file for {@code nano}
     * @param vit ONNX file for {@code vit}
     */
    record Setup(TrackerOptions options, Optional<Path> nanoBackbone, Optional<Path> nanoHead, Optional<Path> vit) {}
}
