package dev.twintrack.training;

import dev.twintrack.Frame;
import dev.twintrack.Look;
import dev.twintrack.Tracker;
import dev.twintrack.TrackerOptions;
import dev.twintrack.Verb;
import dev.twintrack.training.data.DataSource;
import dev.twintrack.training.data.HardNegative;
import dev.twintrack.training.data.HardNegatives;
import dev.twintrack.training.data.Sequence;
import dev.twintrack.training.data.Skips;
import dev.twintrack.training.data.Split;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The verb {@code mine}. */
@Command(
        name = "mine",
        description = {
            "Runs a model over training videos and lists where it was wrong.",
            "The list of false peaks and lost moments goes to 'prepare --hard', whose store a config names as data.hard:"
                    + " the next round of training sees those places as negatives."
        })
public final class MineCommand implements Verb {

    @Spec
    private CommandSpec spec;

    @Option(names = "--model", paramLabel = "FILE", description = "Model file. Default: the bundled model.")
    private Path model;

    @Option(
            names = "--source",
            required = true,
            paramLabel = "NAME=FORMAT:PATH",
            description = "Annotated videos, as for 'prepare', under the same names. May be given often.")
    private List<String> sources;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "List to write, JSON lines.")
    private Path out;

    @Option(
            names = "--held-back",
            paramLabel = "SHARE",
            defaultValue = "0.1",
            description =
                    "Share of the videos that training holds back; they are left alone. Default: ${DEFAULT-VALUE}.")
    private double heldBack;

    @Option(
            names = "--frames",
            paramLabel = "N",
            defaultValue = "300",
            description = "Most frames of each video, from its start. Default: ${DEFAULT-VALUE}.")
    private int frames;

    @Option(
            names = "--score",
            paramLabel = "SCORE",
            defaultValue = "0.3",
            description = "Least score of a false peak, 0 to 1. Default: ${DEFAULT-VALUE}.")
    private double score;

    @Option(
            names = "--overlap",
            paramLabel = "IOU",
            defaultValue = "0.1",
            description = "A place that overlaps the target by less is wrong. Default: ${DEFAULT-VALUE}.")
    private double overlap;

    @Option(
            names = "--per-track",
            paramLabel = "N",
            defaultValue = "40",
            description = "Most places kept of one track. Default: ${DEFAULT-VALUE}.")
    private int perTrack;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "2",
            description = "Threads of the encoder. Default: ${DEFAULT-VALUE}.")
    private int threads;

    private final List<HardNegative> mistakes = new ArrayList<>();
    private int tracks;
    private int losses;

    /** Made by picocli. */
    public MineCommand() {}

    @Override
    public Integer call() {
        MineOptions options = new MineOptions(score, overlap, 2, perTrack, 5);
        TrackerOptions how = TrackerOptions.defaults().withThreads(threads);
        try (Tracker tracker = Tracker.open(model == null ? how : how.withModel(model))) {
            for (String text : sources) {
                DataSource source = DataSource.parse(text);
                for (Sequence sequence : training(source)) {
                    pursue(tracker, source.name(), sequence, options);
                }
            }
        }
        new HardNegatives(mistakes).write(out);
        spec.commandLine()
                .getOut()
                .printf("%d tracks, lost %d times; %d places in %s%n", tracks, losses, mistakes.size(), out);
        return 0;
    }

    private Iterable<Sequence> training(DataSource source) {
        List<Sequence> chosen = source.format().read(source.path(), new Skips()).stream()
                .filter(sequence -> sequence.footage().moving()
                        && !sequence.tracks().isEmpty()
                        && Split.TRAIN.has(source.name(), sequence.name(), heldBack))
                .toList();
        return System.console() == null ? chosen : ProgressBar.wrap(chosen, source.name());
    }

    private void pursue(Tracker tracker, String dataset, Sequence sequence, MineOptions options) {
        List<Pursuit> pursuits = sequence.tracks().stream()
                .map(track -> new Pursuit(dataset, sequence.name(), track, options))
                .toList();
        sequence.footage().read(wanted(sequence), (index, frame) -> follow(tracker, pursuits, index, frame));
        for (Pursuit pursuit : pursuits) {
            mistakes.addAll(pursuit.mistakes());
            losses += pursuit.losses();
            tracks++;
        }
    }

    /** Every frame from the first box to the last, as many as are asked for. */
    private TreeSet<Integer> wanted(Sequence sequence) {
        int first = sequence.tracks().stream()
                .mapToInt(track -> track.boxes().firstKey())
                .min()
                .orElseThrow();
        int last = sequence.tracks().stream()
                .mapToInt(track -> track.boxes().lastKey())
                .max()
                .orElseThrow();
        return IntStream.rangeClosed(first, Math.min(last, first + frames - 1))
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All targets of a frame in one run of the network. */
    private static void follow(Tracker tracker, List<Pursuit> pursuits, int index, Frame frame) {
        List<Pursuit> active = pursuits.stream()
                .filter(pursuit -> pursuit.target().isPresent())
                .toList();
        tracker.update(active.stream()
                .map(pursuit -> new Look(pursuit.target().orElseThrow(), frame))
                .toList());
        active.forEach(pursuit -> pursuit.judge(index));
        pursuits.forEach(pursuit -> pursuit.start(tracker, index, frame));
    }
}
