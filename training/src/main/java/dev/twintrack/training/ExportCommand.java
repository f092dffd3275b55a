package dev.twintrack.training;

import dev.twintrack.TwintrackException;
import dev.twintrack.Verb;
import dev.twintrack.network.Architecture;
import dev.twintrack.network.ModelCard;
import dev.twintrack.network.ModelFile;
import dev.twintrack.network.OnnxModel;
import dev.twintrack.network.Tensor;
import dev.twintrack.network.TwinNetwork;
import dev.twintrack.network.WeightInit;
import dev.twintrack.training.loop.JsonLinesLog;
import dev.twintrack.training.loop.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verb {@code export}. */
@Command(
        name = "export",
        description = {
            "Makes a model file of a run's checkpoint, with its card.",
            "Runs the model by both runtimes and prints how far apart they are; a model that they disagree about is not"
                    + " written."
        })
public final class ExportCommand implements Verb {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "RUN", description = "Folder of a run of 'train'.")
    private Path run;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Model file to write.")
    private Path out;

    @Option(
            names = "--checkpoint",
            paramLabel = "best|newest|STEP",
            defaultValue = "best",
            description = "Which checkpoint. Default: ${DEFAULT-VALUE}, by validation.")
    private String checkpoint;

    @Option(
            names = "--average",
            paramLabel = "FILE",
            description =
                    "Averages the weights with those of this model file, such as the one that training began with; what"
                            + " that one lacks stays as it is.")
    private Optional<Path> average = Optional.empty();

    @Option(
            names = "--share",
            paramLabel = "SHARE",
            defaultValue = "0.5",
            description = "The checkpoint's share in the average. Default: ${DEFAULT-VALUE}.")
    private double share;

    @Option(names = "--name", paramLabel = "NAME", description = "Name on the card. Default: the run's.")
    private String name;

    @Option(
            names = "--fact",
            paramLabel = "HEADING=TEXT",
            description =
                    "A line for the card, such as licence=..., besides recipe, step and scores. May be given often.")
    private Map<String, String> facts = Map.of();

    @Option(names = "--onnx", paramLabel = "DIR", description = "Also writes template.onnx and search.onnx here.")
    private Path onnx;

    /** Made by picocli. */
    public ExportCommand() {}

    @Override
    public Integer call() {
        Path file = run.resolve(RunFolder.CONFIG);
        if (!Files.exists(file)) {
            throw new TwintrackException("%s holds no %s: give the folder of a run".formatted(run, RunFolder.CONFIG));
        }
        if (ConfigFile.has(file, "metric")) {
            throw new TwintrackException(
                    "%s trained an embedding: its model.safetensors is there already".formatted(run));
        }
        TrainConfig config = ConfigFile.read(file, List.of(), TrainConfig.defaults(), TrainConfig.class);
        Snapshot snapshot = snapshot();
        ModelCard card = new ModelCard(
                name == null ? config.name() : name, config.network(), config.tracking(), facts(config, snapshot));
        ModelFile model = new ModelFile(card, weights(snapshot, config.network()));
        Parity parity = Parity.of(model);
        tell("step %d, %d values, SHA-256 %s".formatted(snapshot.step(), values(model), model.digest()));
        parity.differences()
                .forEach((output, difference) ->
                        tell("ONNX Runtime against PyTorch, %s: %.1e".formatted(output, difference)));
        if (parity.worst() > Parity.LIMIT) {
            throw new TwintrackException("the runtimes differ by %.1e, more than %.0e: nothing was written"
                    .formatted(parity.worst(), Parity.LIMIT));
        }
        model.write(out);
        tell("wrote %s".formatted(out));
        if (onnx != null) {
            write("template.onnx", OnnxModel.template(model));
            write("search.onnx", OnnxModel.search(model));
        }
        return 0;
    }

    /** Averages find flatter ground between two ends of training (Wortsman et al., "Robust fine-tuning", CVPR 2022). */
    private Map<String, Tensor> weights(Snapshot snapshot, Architecture network) {
        if (!(share >= 0 && share <= 1)) {
            throw new TwintrackException("--share %s: give a share from 0 to 1".formatted(share));
        }
        if (average.isEmpty()) {
            return snapshot.weights();
        }
        Map<String, Tensor> others = WeightInit.known(average.get(), new TwinNetwork(network));
        Map<String, Tensor> mixed = new LinkedHashMap<>();
        snapshot.weights()
                .forEach((name, own) ->
                        mixed.put(name, others.containsKey(name) ? between(own, others.get(name)) : own));
        return mixed;
    }

    private Tensor between(Tensor own, Tensor other) {
        float[] values = new float[own.data().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (share * own.data()[i] + (1 - share) * other.data()[i]);
        }
        return new Tensor(own.shape(), values);
    }

    private Snapshot snapshot() {
        return switch (checkpoint) {
            case "best" -> Snapshot.best(run);
            case "newest" -> Snapshot.newest(run);
            default -> {
                try {
                    yield Snapshot.at(run, Long.parseLong(checkpoint));
                } catch (NumberFormatException e) {
                    throw new TwintrackException(
                            "--checkpoint %s is neither best, newest nor a step".formatted(checkpoint), e);
                }
            }
        };
    }

    private Map<String, String> facts(TrainConfig config, Snapshot snapshot) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("recipe", ConfigFile.print(config));
        all.put("seed", String.valueOf(config.seed()));
        all.put("step", String.valueOf(snapshot.step()));
        average.ifPresent(other ->
                all.put("averaged", "%s of the checkpoint, the rest of %s".formatted(share, other.getFileName())));
        JsonLinesLog.read(run.resolve("log.jsonl")).stream()
                .filter(entry -> entry.phase().equals("validate") && entry.step() == snapshot.step())
                .findFirst()
                .ifPresent(entry -> all.put(
                        "validation",
                        entry.values().entrySet().stream()
                                .map(value -> String.format(Locale.ROOT, "%s %.4f", value.getKey(), value.getValue()))
                                .collect(Collectors.joining(", "))));
        all.putAll(facts);
        return all;
    }

    private static long values(ModelFile model) {
        return model.weights().values().stream()
                .mapToLong(tensor -> tensor.data().length)
                .sum();
    }

    private void write(String file, byte[] bytes) {
        try {
            Files.createDirectories(onnx);
            Files.write(onnx.resolve(file), bytes);
            tell("wrote %s".formatted(onnx.resolve(file)));
        } catch (IOException e) {
            throw new TwintrackException("cannot write %s: check the folder".formatted(onnx.resolve(file)), e);
        }
    }

    private void tell(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
