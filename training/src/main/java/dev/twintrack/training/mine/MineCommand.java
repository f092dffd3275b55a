package dev.twintrack.training.mine;

import dev.twintrack.Device;
import dev.twintrack.Tracker;
import dev.twintrack.TrackerOptions;
import dev.twintrack.Verb;
import dev.twintrack.training.data.DataSource;
import dev.twintrack.training.data.HardNegative;
import dev.twintrack.training.data.HardNegatives;
import dev.twintrack.training.data.Sequence;
import dev.twintrack.training.data.Skips;
import dev.twintrack.training.data.Split;
import dev.twintrack.training.data.VideoChoice;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The verb {@code mine}. */
@Command(
        name = "mine",
        description = {
            "Collects a tracker's mistakes on training videos, to learn from.",
            "Follows every annotated object; notes false peaks and the places where the tracker stood after it had lost its"
                    + " target. 'prepare --hard' cuts the list into a crop store for the next round of training."
        })
public final class MineCommand implements Verb {

    @Spec
    private CommandSpec spec;

    @Option(names = "--model", paramLabel = "FILE", description = "Model to run. Default: the bundled one.")
    private Path model;

    @Mixin
    private VideoChoice videos;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "List to write, JSON lines.")
    private Path out;

    @Option(
            names = "--least",
            paramLabel = "SCORE",
            defaultValue = "0.3",
            description = "Score, in [0, 1], from which a mistake counts. Default: ${DEFAULT-VALUE}.")
    private double least;

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "20",
            description = "Mistakes kept of each object, the surest ones. Default: ${DEFAULT-VALUE}.")
    private int most;

    @Option(
            names = "--held-back",
            paramLabel = "SHARE",
            defaultValue = "0.1",
            description =
                    "Share of the videos that training holds back; they are left alone. Default: ${DEFAULT-VALUE}.")
    private double heldBack;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "2",
            description = "Threads of the encoder. Default: ${DEFAULT-VALUE}.")
    private int threads;

    /** Made by picocli. */
    public MineCommand() {}

    @Override
    public Integer call() {
        List<HardNegative> mistakes = new ArrayList<>();
        int clips = 0;
        TrackerOptions options = new TrackerOptions(Optional.ofNullable(model), Device.CPU, threads);
        try (Tracker tracker = Tracker.open(options)) {
            for (DataSource source : videos.sources()) {
                for (Sequence sequence : bar(clips(source))) {
                    mistakes.addAll(Patrol.of(tracker, source.name(), sequence, least, most));
                    clips++;
                }
            }
        }
        new HardNegatives(mistakes).write(out);
        PrintWriter report = spec.commandLine().getOut();
        report.printf("%d mistakes on %d videos; wrote %s%n", mistakes.size(), clips, out);
        report.flush();
        return 0;
    }

    private List<Sequence> clips(DataSource source) {
        return source.read(new Skips()).stream()
                .filter(sequence -> sequence.footage().moving())
                .filter(sequence -> Split.TRAIN.has(source.name(), sequence.name(), heldBack))
                .toList();
    }

    private static Iterable<Sequence> bar(List<Sequence> clips) {
        return System.console() == null ? clips : ProgressBar.wrap(clips, "mine");
    }
}
