package dev.twintrack.streams;

import dev.twintrack.Tracker;
import dev.twintrack.TrackerOptions;
import dev.twintrack.TwintrackException;
import dev.twintrack.Verb;
import dev.twintrack.scene.SceneOptions;
import dev.twintrack.scene.SyntheticScene;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code twintrack demo}: all of it at work, on a clip that it makes itself. */
@Command(
        name = "demo",
        description = {
            "Shows all of it at work, with nothing to prepare.",
            "",
            "Makes a short clip of a koi that swims among others and under a footbridge, follows it, publishes every step"
                    + " to a Kafka broker inside this process, reads the events back, and leaves the annotated video and"
                    + " the events for you to look at. Fails when events are missing or the target was not followed."
        })
public final class DemoVerb implements Verb {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "twintrack-demo",
            description = "Folder for what it makes. Default: ./${DEFAULT-VALUE}.")
    private Path out;

    @Option(
            names = "--frames",
            paramLabel = "N",
            defaultValue = "300",
            description = "Length of the clip, at 25 frames a second. Default: ${DEFAULT-VALUE}.")
    private int frames;

    @Override
    public Integer call() throws Exception {
        PrintWriter console = spec.commandLine().getOut();
        SceneOptions options = SyntheticScene.pond().options().withFrames(frames);
        console.println("Follows one koi among others, under a footbridge and out again.");
        console.println();
        console.flush();
        DemoReport report = new Demo(
                        SyntheticScene.of(options), new DemoFiles(out), () -> Tracker.open(TrackerOptions.defaults()))
                .run();
        report.print(console);
        if (!report.problems().isEmpty()) {
            throw new TwintrackException(String.join("; ", report.problems()));
        }
        return 0;
    }
}
