package dev.twintrack.training.tune;

import dev.twintrack.Verb;
import dev.twintrack.network.ModelCard;
import dev.twintrack.network.ModelFile;
import dev.twintrack.training.data.Misfit;
import dev.twintrack.training.data.Track;
import dev.twintrack.training.data.VideoChoice;
import dev.twintrack.training.data.VideoChoice.Video;
import dev.twintrack.training.tune.Rehearsal.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The verb {@code rehearse}. */
@Command(
        name = "rehearse",
        description = {
            "Follows every held-back track, cut in sixteen ways to be harder than it is.",
            "What to choose a model, a setting or a threshold by, so that benchmarks stay for measuring. Prints the mean"
                    + " overlap of tracks, and of videos where tracks of one video count as one; the share of frames with an"
                    + " overlap above 0.2; and how well confidence tells hits from misses (AUROC)."
        })
public final class RehearseCommand implements Verb {

    private static final double KEPT = 0.2;

    @Spec
    private CommandSpec spec;

    @Option(names = "--model", paramLabel = "FILE", description = "Model to run. Default: the bundled one.")
    private Optional<Path> model = Optional.empty();

    @Option(
            names = "--against",
            paramLabel = "FILE",
            description =
                    "Model to compare with along the same tracks. Prints how much more overlap --model has, with the"
                            + " standard error over tracks: less than twice that may be chance.")
    private Optional<Path> against = Optional.empty();

    @Mixin
    private VideoChoice videos;

    @Option(
            names = "--held-back",
            paramLabel = "SHARE",
            defaultValue = "0.1",
            description = "Share of the videos that training held back. Default: ${DEFAULT-VALUE}.")
    private double heldBack;

    @Option(names = "--floats", description = "Computes in 32-bit floats whatever the model's card says.")
    private boolean floats;

    @Option(names = "--never-lost", description = "Never gives a target up: what search and boxes do by themselves.")
    private boolean neverLost;

    @Option(
            names = "--loose-boxes",
            description =
                    "Starts from boxes that do not fit: moved by a tenth of their size in eight directions or scaled by"
                            + " 0.8 to 1.2, track after track. People draw such boxes.")
    private boolean looseBoxes;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "Threads of the encoder. Default: ${DEFAULT-VALUE}.")
    private int threads;

    /** Made by picocli. */
    public RehearseCommand() {}

    @Override
    public Integer call() {
        ModelFile file = prepared(model.map(ModelFile::read).orElseGet(ModelFile::bundled));
        Optional<ModelFile> other = against.map(ModelFile::read).map(this::prepared);
        List<Video> held = videos.heldBack(heldBack);
        tell("%-44s %6s  %8s  %9s  %6s  %6s", "cut", "tracks", "overlap", "by video", "kept", "AUROC");
        List<Scores> rows = new ArrayList<>();
        List<Sample> samples = new ArrayList<>();
        Map<String, List<Double>> differences = new LinkedHashMap<>();
        for (Cut cut : Cut.ALL) {
            Map<String, RehearsalClip> byTrack = clips(cut, held);
            if (!byTrack.isEmpty()) {
                List<RehearsalClip> clips = List.copyOf(byTrack.values());
                Rehearsal rehearsal = rehearse(file, clips);
                Scores row = Scores.of(rehearsal, clips);
                tell(cut.toString(), row);
                rows.add(row);
                samples.addAll(rehearsal.samples());
                other.ifPresent(rival ->
                        compare(List.copyOf(byTrack.keySet()), rehearsal, rehearse(rival, clips), differences));
            }
        }
        tell("mean", Scores.mean(rows, Rehearsal.auroc(samples)));
        against.filter(path -> !differences.isEmpty()).ifPresent(path -> {
            Advantage advantage = Advantage.of(differences.values());
            tell(
                    "better than %s by %.4f, standard error %.4f over %d tracks",
                    path, advantage.mean(), advantage.error(), advantage.tracks());
        });
        return 0;
    }

    /** The model as the options want it. */
    private ModelFile prepared(ModelFile file) {
        ModelCard card = floats ? file.card().withRanges(Map.of()) : file.card();
        return new ModelFile(neverLost ? card.withTracking(card.tracking().neverLost()) : card, file.weights());
    }

    private Rehearsal rehearse(ModelFile file, List<RehearsalClip> clips) {
        return Rehearsal.of(file, file.card().tracking(), clips, false, threads);
    }

    private static void compare(
            List<String> tracks, Rehearsal own, Rehearsal other, Map<String, List<Double>> differences) {
        for (int i = 0; i < tracks.size(); i++) {
            differences
                    .computeIfAbsent(tracks.get(i), track -> new ArrayList<>())
                    .add(own.overlaps().get(i) - other.overlaps().get(i));
        }
    }

    /** The cut's clips by the names of their tracks. */
    private Map<String, RehearsalClip> clips(Cut cut, List<Video> held) {
        Map<String, RehearsalClip> clips = new LinkedHashMap<>();
        for (Video video : held) {
            for (Track track : video.sequence().tracks()) {
                Optional<RehearsalClip> clip = cut.of(video.name(), video.sequence(), track);
                Misfit next = Misfit.TWELVE.get(clips.size() % Misfit.TWELVE.size());
                clip.map(exact -> looseBoxes ? exact.startedWith(next) : exact)
                        .ifPresent(wanted -> clips.put(video.name() + "/" + track.id(), wanted));
            }
        }
        return clips;
    }

    /** A row of the table. */
    private record Scores(int tracks, double overlap, double byVideo, double kept, double auroc) {

        static Scores of(Rehearsal rehearsal, List<RehearsalClip> clips) {
            return new Scores(
                    clips.size(),
                    rehearsal.overlap(),
                    rehearsal.overlapByName(clips),
                    rehearsal.share(KEPT),
                    Rehearsal.auroc(rehearsal.samples()));
        }

        /** @param auroc over the searches of all rows */
        static Scores mean(List<Scores> rows, double auroc) {
            return new Scores(
                    rows.stream().mapToInt(Scores::tracks).sum(),
                    rows.stream().mapToDouble(Scores::overlap).average().orElse(0),
                    rows.stream().mapToDouble(Scores::byVideo).average().orElse(0),
                    rows.stream().mapToDouble(Scores::kept).average().orElse(0),
                    auroc);
        }
    }

    private void tell(String name, Scores row) {
        tell(
                "%-44s %6d  %8.4f  %9.4f  %6.3f  %6.3f",
                name, row.tracks(), row.overlap(), row.byVideo(), row.kept(), row.auroc());
    }

    private void tell(String format, Object... values) {
        spec.commandLine().getOut().println(String.format(Locale.ROOT, format, values));
        spec.commandLine().getOut().flush();
    }
}
