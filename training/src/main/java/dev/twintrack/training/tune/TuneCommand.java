package dev.twintrack.training.tune;

import dev.twintrack.Verb;
import dev.twintrack.network.Architecture.Head;
import dev.twintrack.network.ModelFile;
import dev.twintrack.network.TrackingSettings;
import dev.twintrack.training.data.VideoChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verb {@code tune}. */
@Command(
        name = "tune",
        description = {
            "Chooses a model's tracking settings and calibrates its confidence.",
            "Runs the tracker over the held-back videos of annotated sources with one setting after another, keeps what"
                    + " overlaps best, and fits the confidence to what was right and wrong."
        })
public final class TuneCommand implements Verb {

    private static final double UNCERTAIN_BELOW = 0.5;
    private static final double LOST_BELOW = 0.1;

    /** Of what {@link dev.twintrack.Target#measures()} gives, only a rival speaks against the box. */
    private static final int[] SIGNS = {1, 1, 1, -1, 1};

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "MODEL", description = "Model file to start from.")
    private Path model;

    @Mixin
    private VideoChoice videos;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Model file to write.")
    private Path out;

    @Option(
            names = "--held-back",
            paramLabel = "SHARE",
            defaultValue = "0.1",
            description = "Share of the videos that training held back. Default: ${DEFAULT-VALUE}.")
    private double heldBack;

    @Option(
            names = "--search-on",
            paramLabel = "SHARE",
            description = "Share of the videos to choose the settings on: a few settings do not learn a clip by heart."
                    + " Default: as --held-back.")
    private Optional<Double> searchOn = Optional.empty();

    @Option(
            names = "--frames",
            paramLabel = "N",
            defaultValue = "60",
            description = "Most frames of each video. Default: ${DEFAULT-VALUE}.")
    private int frames;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "Threads of the encoder. Default: ${DEFAULT-VALUE}.")
    private int threads;

    @Option(
            names = "--floats",
            description =
                    "Keeps 32-bit floats on the CPU. Without it the range of each layer's activations is measured,"
                            + " and the CPU computes in 8-bit integers, in about half the time.")
    private boolean floats;

    @Option(names = "--calibrate-only", description = "Leaves the tracking settings as they are.")
    private boolean calibrateOnly;

    /** Made by picocli. */
    public TuneCommand() {}

    @Override
    public Integer call() {
        ModelFile given = ModelFile.read(model);
        List<RehearsalClip> clips = clips(heldBack);
        TrackingSettings settings = given.card().tracking().neverLost();
        if (!calibrateOnly) {
            List<RehearsalClip> tried = searchOn.map(this::clips).orElse(clips);
            SettingsSearch search = new SettingsSearch(
                    candidate ->
                            Rehearsal.of(given, candidate, tried, true, threads).overlap(),
                    this::tell);
            settings = search.from(settings, given.card().architecture().head() == Head.ANCHOR_FREE);
        }
        ModelFile file = withRanges(given, floats ? Map.of() : Rehearsal.ranges(given, settings, clips, threads));
        Rehearsal steady = Rehearsal.of(file, settings, clips, true, threads);
        TrackingSettings tuned =
                settings.calibrated(LogisticFit.fit(steady.samples(), SIGNS), UNCERTAIN_BELOW, LOST_BELOW);
        new ModelFile(file.card().withTracking(tuned), file.weights()).write(out);
        Rehearsal rehearsal = Rehearsal.of(file, tuned, clips, true, threads);
        for (int i = 0; i < clips.size(); i++) {
            tell("%-40s %.3f"
                    .formatted(clips.get(i).name(), rehearsal.overlaps().get(i)));
        }
        tell("overlap %.4f on %d held-back clips (%.4f if it never gave a target up); wrote %s"
                .formatted(rehearsal.overlap(), clips.size(), steady.overlap(), out));
        return 0;
    }

    private List<RehearsalClip> clips(double share) {
        return RehearsalClip.longest(videos.heldBack(share), frames);
    }

    private static ModelFile withRanges(ModelFile file, Map<String, Float> ranges) {
        return new ModelFile(file.card().withRanges(ranges), file.weights());
    }

    private void tell(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
