package dev.twintrack.streams;

import dev.twintrack.Box;
import dev.twintrack.Frame;
import dev.twintrack.Tracker;
import dev.twintrack.TrackerOptions;
import dev.twintrack.TwintrackException;
import dev.twintrack.Verb;
import dev.twintrack.scene.SceneOptions;
import dev.twintrack.scene.SyntheticScene;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code twintrack speed}: where the time of a frame goes. */
@Command(
        name = "speed",
        description = {
            "Measures how long the tracker takes for a frame, and which stage takes it.",
            "",
            "Decoding, drawing and publishing are left out. Every run follows the same targets through the same frames; the"
                    + " first frames of each are not counted, and of the runs the one in the middle is told."
        })
public final class SpeedVerb implements Verb {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SOURCE",
            arity = "0..1",
            description = "A video file or a folder of pictures. Default: a clip that it makes itself.")
    private Optional<String> address = Optional.empty();

    @Option(
            names = "--box",
            paramLabel = "X,Y,W,H",
            description = "What to follow in SOURCE, on its first frame, in pixels; several follow several targets.")
    private List<String> boxes = List.of();

    @Option(
            names = "--frames",
            paramLabel = "N",
            defaultValue = "100",
            description = "Frames a run, held in memory. Default: ${DEFAULT-VALUE}.")
    private int frames;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many of them are not counted. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Mixin
    private TrackerChoice tracking;

    @Override
    public Integer call() {
        if (runs < 1 || warmUp < 0 || frames < warmUp + 2) {
            throw new TwintrackException("%d runs of %d frames with %d to warm up leave nothing to measure: give more"
                    .formatted(runs, frames, warmUp));
        }
        if (address.isPresent() && boxes.isEmpty()) {
            throw new TwintrackException("there is nothing to follow: give --box X,Y,W,H");
        }
        Speed test = address.map(this::clip).orElseGet(this::scene);
        TrackerOptions options = tracking.options();
        try (Tracker tracker = Tracker.open(options)) {
            Speed.Result result = test.run(tracker, warmUp, runs);
            spec.commandLine().getOut().print(result.report(options, test));
        }
        return 0;
    }

    private Speed clip(String source) {
        List<Frame> read = new ArrayList<>();
        try (FrameSource opened =
                FrameSource.open(source, SourceOptions.defaults().withMaxFrames(frames))) {
            for (Optional<TimedFrame> frame = opened.next(); frame.isPresent(); frame = opened.next()) {
                read.add(frame.get().frame());
            }
        }
        if (read.size() < warmUp + 2) {
            throw new TwintrackException("%s has %d frames: too few with %d to warm up, give a smaller --warm-up"
                    .formatted(source, read.size(), warmUp));
        }
        return new Speed(read, boxes.stream().map(Box::parse).toList());
    }

    private Speed scene() {
        SyntheticScene scene = SyntheticScene.of(SceneOptions.pond(4).withFrames(frames));
        List<Frame> made = IntStream.range(0, frames).mapToObj(scene::frame).toList();
        return new Speed(made, List.of(scene.truth(0).orElseThrow()));
    }
}
