package dev.twintrack.training.embed;

import dev.twintrack.TwintrackException;
import dev.twintrack.Verb;
import dev.twintrack.training.metric.Distance;
import dev.twintrack.training.metric.FewShot;
import dev.twintrack.training.metric.Points;
import dev.twintrack.training.metric.Retrieval;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** The verb {@code embed}. */
@Command(
        name = "embed",
        description = {
            "Turns pictures into embeddings, or names them after a few examples.",
            "Without a gallery, prints a line of JSON for each picture: its path and its embedding, of length 1. With"
                    + " one, prints the class whose examples' mean is nearest. --measure says how well that works, in"
                    + " N-way K-shot episodes drawn from the gallery or from the tracks of a crop store."
        })
public final class EmbedCommand implements Verb {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOption options;

    @Parameters(paramLabel = "PICTURE", arity = "0..*", description = "Pictures that show their things edge to edge.")
    private List<Path> pictures = List.of();

    @Option(
            names = "--gallery",
            paramLabel = "DIR",
            description = "Examples: a folder of pictures for each class, named after it.")
    private Path gallery;

    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "With --measure: takes the tracks of a crop store (see 'prepare') for classes.")
    private Path store;

    @Option(
            names = "--held-back",
            paramLabel = "SHARE",
            defaultValue = "0.35",
            description = "With --store: share of its sequences that training held back; only these are measured."
                    + " Default: ${DEFAULT-VALUE}.")
    private double heldBack;

    @Option(names = "--measure", description = "Measures N-way K-shot accuracy, and recall among all crops.")
    private boolean measure;

    @Option(names = "--ways", paramLabel = "N", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}.")
    private int ways;

    @Option(names = "--shots", paramLabel = "K", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private int shots;

    @Option(
            names = "--episodes",
            paramLabel = "COUNT",
            defaultValue = "600",
            description = "Default: ${DEFAULT-VALUE}.")
    private int episodes;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private int seed;

    /** Made by picocli. */
    public EmbedCommand() {}

    @Override
    public Integer call() {
        if (!measure && pictures.isEmpty()) {
            throw new TwintrackException("nothing to embed: give pictures, or --measure");
        }
        if (measure && (gallery == null) == (store == null)) {
            throw new TwintrackException("--measure wants either --gallery or --store");
        }
        try (Embedder embedder = options.open(options.model())) {
            if (measure) {
                measure(embedder);
            }
            if (gallery != null && !pictures.isEmpty()) {
                name(embedder, Gallery.read(gallery, embedder));
            } else {
                print(embedder);
            }
        }
        return 0;
    }

    private void measure(Embedder embedder) {
        StoreCrops crops;
        if (store != null) {
            crops = StoreCrops.of(store, embedder, heldBack, 8);
        } else {
            Gallery read = Gallery.read(gallery, embedder);
            crops = new StoreCrops(read.embeddings(), read.labels());
        }
        FewShot.Task task = new FewShot.Task(ways, shots, 15, episodes);
        FewShot fewShot =
                FewShot.measure(crops.embeddings(), crops.tracks(), Distance.cosine(), task, new Random(seed));
        Retrieval retrieval = Retrieval.measure(Points.within(crops.embeddings(), crops.tracks()), Distance.cosine());
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%d-way %d-shot accuracy %.2f +- %.2f %% over %d episodes%n",
                ways,
                shots,
                100 * fewShot.accuracy(),
                100 * fewShot.margin(),
                fewShot.episodes());
        retrieval
                .recallAt()
                .forEach((k, recall) -> out.printf(Locale.ROOT, "recall at %d: %.2f %%%n", k, 100 * recall));
        out.printf(Locale.ROOT, "MAP@R: %.2f %% over %d crops%n", 100 * retrieval.mapAtR(), retrieval.queries());
    }

    private void name(Embedder embedder, Gallery examples) {
        PrintWriter out = spec.commandLine().getOut();
        for (Path picture : pictures) {
            List<Gallery.Match> matches = examples.matches(Gallery.whole(embedder, picture));
            Gallery.Match best = matches.get(0);
            out.printf(Locale.ROOT, "%s\t%s\t%.4f", picture, best.name(), best.similarity());
            if (matches.size() > 1) {
                out.printf(
                        Locale.ROOT,
                        "\tthen %s %.4f",
                        matches.get(1).name(),
                        matches.get(1).similarity());
            }
            out.println();
        }
    }

    private void print(Embedder embedder) {
        JsonMapper json = JsonMapper.shared();
        for (Path picture : pictures) {
            Map<String, Object> line =
                    Map.of("picture", picture.toString(), "embedding", Gallery.whole(embedder, picture));
            spec.commandLine().getOut().println(json.writeValueAsString(line));
        }
    }
}
