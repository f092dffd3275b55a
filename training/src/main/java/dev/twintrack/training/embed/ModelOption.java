package dev.twintrack.training.embed;

import dev.twintrack.network.ModelFile;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options of every verb that embeds pictures. */
final class ModelOption {

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "Model that embeds, such as model.safetensors of a metric learning run. Default: the one in"
                    + " the tracker.")
    private Path file;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "2",
            description = "Threads of ONNX Runtime. Default: ${DEFAULT-VALUE}.")
    private int threads;

    ModelFile model() {
        return file == null ? ModelFile.bundled() : ModelFile.read(file);
    }

    Embedder open(ModelFile model) {
        return Embedder.open(model, Math.max(1, threads));
    }
}
