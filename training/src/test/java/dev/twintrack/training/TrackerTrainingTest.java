package dev.twintrack.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.twintrack.Box;
import dev.twintrack.Tracker;
import dev.twintrack.TrackerOptions;
import dev.twintrack.Verb;
import dev.twintrack.network.ModelFile;
import dev.twintrack.network.Safetensors;
import dev.twintrack.network.Tensor;
import dev.twintrack.scene.SceneOptions;
import dev.twintrack.scene.SyntheticScene;
import dev.twintrack.training.data.HardNegative;
import dev.twintrack.training.data.HardNegatives;
import dev.twintrack.training.data.PrepareCommand;
import dev.twintrack.training.loop.JsonLinesLog;
import dev.twintrack.training.loop.LogEntry;
import dev.twintrack.training.mine.MineCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The verbs from clips to a model, in short form: a tiny network on few synthetic clips. */
class TrackerTrainingTest {

    private static final String CONFIG = """
            name: tiny
            threads: 1
            network: {stage: 2, templateSize: 47, searchSize: 95, channels: 8, templateCells: 5, headChannels: 8, headLayers: 1}
            data:
              store: %s
              sources: ["things=synthetic:5"]
              batch: 4
              heldBack: 0.3
            loop:
              optimizer: {rate: 3.0e-3}
              schedule: {warmup: 3, steps: 24}
              averageDecay: 0.9
              logEvery: 4
              checkpointEvery: 8
              keep: 9
              validateEvery: 12
              best: overlap
              higherIsBetter: true
            validation: {batches: 2, clips: 1, frames: 8}
            """;

    @TempDir
    static Path folder;

    private static Path config;
    private static Path run;

    /** What a verb printed and its exit status. */
    private record Said(int status, String out, String err) {}

    private static Said say(Verb verb, Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line =
                new CommandLine(verb).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int status = line.execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
        return new Said(status, out.toString(), err.toString());
    }

    @BeforeAll
    static void trainOnce() throws IOException {
        config = Files.writeString(folder.resolve("tiny.yaml"), CONFIG.formatted(folder.resolve("crops")));
        run = folder.resolve("run");
        Said said = say(new TrainCommand(), "--config", config, "--run", run);
        assertThat(said.status()).as(said.err()).isZero();
    }

    private static List<LogEntry> log(Path where, String phase) {
        return JsonLinesLog.read(where.resolve("log.jsonl")).stream()
                .filter(entry -> entry.phase().equals(phase))
                .toList();
    }

    private static double loss(LogEntry entry) {
        return entry.values().get("loss");
    }

    @Test
    void theLossFalls() {
        List<LogEntry> log = log(run, "train");
        assertThat(loss(log.get(log.size() - 1))).isLessThan(0.8 * loss(log.get(0)));
        List<LogEntry> held = log(run, "validate");
        assertThat(held).hasSize(3);
        assertThat(loss(held.get(2))).isLessThan(loss(held.get(0)));
        assertThat(held.get(2).values()).containsKeys("overlap", "score", "box", "quality");
    }

    @Test
    void theRunsFolderHasLogsInEveryForm() {
        assertThat(run.resolve("log.csv")).isNotEmptyFile();
        assertThat(run.resolve("curves.png")).isNotEmptyFile();
        assertThat(run.resolve("events.out.tfevents.twintrack")).isNotEmptyFile();
        assertThat(run.resolve("config.yaml")).isNotEmptyFile();
    }

    @Test
    void aResumedRunEndsInTheNumbersOfOneThatWasNotStopped() throws IOException {
        Path broken = folder.resolve("broken");
        copy(run, broken);
        for (String later : List.of("step-00000016", "step-00000024", "step-00000012")) {
            delete(broken.resolve("checkpoints").resolve(later));
        }
        assertThat(say(new TrainCommand(), "--resume", broken).status()).isZero();
        List<String> values = new ArrayList<>();
        log(run, "train").forEach(entry -> values.add(entry.step() + " " + entry.values()));
        assertThat(log(broken, "train").stream().map(entry -> entry.step() + " " + entry.values()))
                .containsExactlyElementsOf(values);
        for (String file : List.of("weights", "average", "optimizer")) {
            Path last = Path.of("checkpoints", "step-00000024", file + ".safetensors");
            Safetensors.read(run.resolve(last)).tensors().forEach((name, tensor) -> assertThat(
                            Safetensors.read(broken.resolve(last))
                                    .tensors()
                                    .get(name)
                                    .data())
                    .as(name)
                    .containsExactly(tensor.data()));
        }
    }

    @Test
    void aFolderThatHoldsARunIsNotOverwritten() {
        Said said = say(new TrainCommand(), "--config", config, "--run", run);
        assertThat(said.status()).isNotZero();
        assertThat(said.err()).contains("holds a run already: go on with --resume");
    }

    @Test
    void weightsOfAnotherNetworkAreNotTakenForNone() throws IOException {
        Path weights = folder.resolve("another.safetensors");
        Map<String, Tensor> arrays = Map.of("000_conv.weight", new Tensor(new long[] {1}, new float[1]));
        Files.write(weights, new Safetensors(arrays, Map.of()).toBytes());
        Said said = say(
                new TrainCommand(), "--config", config, "--set", "weights=" + weights, "--run", folder.resolve("none"));
        assertThat(said.status()).isNotZero();
        assertThat(said.err()).contains("another.safetensors holds weights of another network", "'conv1.weight'");
    }

    @Test
    void exportedModelsTrackAndTheirRuntimesAgree() {
        Path model = folder.resolve("tiny.safetensors");
        Said said = say(
                new ExportCommand(), run, "--out", model, "--onnx", folder.resolve("onnx"), "--fact", "licence=none");
        assertThat(said.status()).as(said.err()).isZero();
        assertThat(said.out()).contains("ONNX Runtime against PyTorch, score: ");
        assertThat(folder.resolve("onnx/search.onnx")).isNotEmptyFile();
        assertThat(ModelFile.read(model).card().facts())
                .containsKeys("recipe", "seed", "step", "validation", "licence");
        SyntheticScene scene = SyntheticScene.of(SceneOptions.things(3));
        try (Tracker tracker = Tracker.open(TrackerOptions.defaults().withModel(model))) {
            Box box = tracker.start(scene.frame(0), scene.truth(0).orElseThrow())
                    .update(scene.frame(1))
                    .guess();
            assertThat(box.area()).isPositive();
        }
    }

    @Test
    void anAverageLiesBetweenACheckpointAndAnotherModel() {
        Path early = folder.resolve("early.safetensors");
        Path late = folder.resolve("late.safetensors");
        Path mixed = folder.resolve("mixed.safetensors");
        say(new ExportCommand(), run, "--out", early, "--checkpoint", "8");
        say(new ExportCommand(), run, "--out", late, "--checkpoint", "newest");
        Said said = say(
                new ExportCommand(),
                run,
                "--out",
                mixed,
                "--checkpoint",
                "newest",
                "--average",
                early,
                "--share",
                0.25);
        assertThat(said.status()).as(said.err()).isZero();
        String layer = "head.score.out.weight";
        float[] first = ModelFile.read(early).weights().get(layer).data();
        float[] last = ModelFile.read(late).weights().get(layer).data();
        float[] between = ModelFile.read(mixed).weights().get(layer).data();
        assertThat(first).isNotEqualTo(last);
        for (int i = 0; i < between.length; i++) {
            assertThat(between[i]).isCloseTo((float) (0.25 * last[i] + 0.75 * first[i]), within(1e-7f));
        }
        assertThat(ModelFile.read(mixed).card().facts())
                .containsEntry("averaged", "0.25 of the checkpoint, the rest of early.safetensors");
    }

    @Test
    void exportNamesTheCheckpointsThereAre() {
        Said said = say(new ExportCommand(), run, "--out", folder.resolve("x"), "--checkpoint", "7");
        assertThat(said.status()).isNotZero();
        assertThat(said.err()).contains("no checkpoint of step 7: there are [8, 12, 16, 24]");
    }

    @Test
    void minedMistakesComeBackAsNegatives() {
        Path model = folder.resolve("mine.safetensors");
        say(new ExportCommand(), run, "--out", model, "--checkpoint", "newest");
        Path list = folder.resolve("hard.jsonl");
        String source = "things=synthetic:5";
        Said mined = say(new MineCommand(), "--model", model, "--source", source, "--out", list, "--held-back", 0.3);
        assertThat(mined.status()).as(mined.err()).isZero();
        List<HardNegative> places = HardNegatives.read(list).entries();
        assertThat(places).isNotEmpty();
        Path hard = folder.resolve("hard-crops");
        assertThat(say(new PrepareCommand(), "--source", source, "--hard", list, "--out", hard)
                        .status())
                .isZero();
        Said trained = say(
                new TrainCommand(),
                "--config",
                config,
                "--run",
                folder.resolve("second"),
                "--set",
                "data.hard=" + hard,
                "--set",
                "loop.schedule.steps=4",
                "--set",
                "validation.clips=0",
                "--set",
                "loop.best=loss");
        assertThat(trained.status()).as(trained.err()).isZero();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
