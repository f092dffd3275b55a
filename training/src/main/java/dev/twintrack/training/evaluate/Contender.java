package dev.twintrack.training.evaluate;

import dev.twintrack.Tracker;
import dev.twintrack.TrackerOptions;
import dev.twintrack.TwintrackException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A tracker that takes part in a benchmark.
 *
 * @param name the name in tables and of its result folder
 * @param settings what its results depend on, by name
 * @param opener makes a tracker; loading of models belongs here, outside any clock
 */
public record Contender(String name, Map<String, String> settings, Supplier<BenchmarkTracker> opener) {

    /** Our own tracker, opened anew for each benchmark; its guess is scored also in frames in which it is lost. */
    public static Contender twin(Supplier<Tracker> opener) {
        return new Contender("twin", Map.of(), () -> new TwinTracker(opener.get()));
    }

    /**
     * One of the trackers on offer.
     *
     * @param name {@code twin}, or a tracker of OpenCV: {@code csrt}, {@code kcf}, {@code mil}, {@code mosse},
     *     {@code medianflow}, {@code nano}, {@code vit}
     * @throws TwintrackException when there is no such tracker, or it needs a model file that is not given
     */
    static Contender named(String name, Setup setup) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("threads", String.valueOf(setup.options().threads()));
        if (name.equals("twin")) {
            settings.put("model", setup.options().model().map(Digest::of).orElse("bundled"));
            return new Contender(name, settings, () -> new TwinTracker(Tracker.open(setup.options())));
        }
        Supplier<BenchmarkTracker> opener = OpenCvTracker.opener(name, setup);
        if (name.equals("nano")) {
            setup.nanoBackbone().ifPresent(file -> settings.put("backbone", Digest.of(file)));
            setup.nanoHead().ifPresent(file -> settings.put("head", Digest.of(file)));
        } else if (name.equals("vit")) {
            setup.vit().ifPresent(file -> settings.put("model", Digest.of(file)));
        }
        return new Contender(name, settings, opener);
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
