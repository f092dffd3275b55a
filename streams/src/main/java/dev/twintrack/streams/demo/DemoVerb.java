package dev.twintrack.streams.demo;

import dev.twintrack.Tracker;
import dev.twintrack.TrackerOptions;
import dev.twintrack.TwintrackException;
import dev.twintrack.Verb;
import dev.twintrack.scene.SceneOptions;
import dev.twintrack.scene.SyntheticScene;
import dev.twintrack.streams.ProgressSink;
import dev.twintrack.streams.page.PageAddress;
import dev.twintrack.streams.page.PageAddressConverter;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
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
                    + " the events for you to look at. Meanwhile the live page shows it: open the address that is"
                    + " printed. Fails when events are missing or the target was not followed."
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

    @Option(
            names = "--page",
            paramLabel = "[HOST:]PORT",
            converter = PageAddressConverter.class,
            description = "Where to show the live page. Default: port " + PageAddress.DEFAULT_PORT
                    + " of this machine alone, or another that is free.")
    private Optional<PageAddress> pageAddress = Optional.empty();

    @Option(
            names = "--stay",
            description = "Keep the page open afterwards, with the clip to try things on, until Ctrl-C.")
    private boolean stay;

    @Override
    public Integer call() throws Exception {
        PrintWriter console = spec.commandLine().getOut();
        SceneOptions options = SyntheticScene.pond().options().withFrames(frames);
        // With nobody to watch there is nothing to wait for.
        double speed = stay || ProgressSink.wanted() ? 1 : 0;
        try (DemoPage page = DemoPage.open(pageAddress, speed, stay)) {
            console.println("Follows one koi among others, under a footbridge and out again.");
            console.println("Watch it at " + page.page().address());
            console.println();
            console.flush();
            Demo demo = new Demo(
                    SyntheticScene.of(options),
                    new DemoFiles(out),
                    page,
                    () -> Tracker.open(TrackerOptions.defaults()));
            demo.run(report -> conclude(report, console));
        }
        return 0;
    }

    private void conclude(DemoReport report, PrintWriter console) {
        report.print(console);
        if (!report.problems().isEmpty()) {
            throw new TwintrackException(String.join("; ", report.problems()));
        }
        if (stay) {
            console.println();
            console.println("The page stays: drag a box around another fish. Ctrl-C ends it.");
        }
        console.flush();
    }
}
