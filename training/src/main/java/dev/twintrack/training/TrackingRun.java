package dev.twintrack.training;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import dev.twintrack.TwintrackException;
import dev.twintrack.network.NetworkBlock;
import dev.twintrack.network.Safetensors;
import dev.twintrack.network.Tensor;
import dev.twintrack.network.TwinNetwork;
import dev.twintrack.network.WeightInit;
import dev.twintrack.training.data.CropStore;
import dev.twintrack.training.data.PairBatch;
import dev.twintrack.training.data.PairSampler;
import dev.twintrack.training.data.Split;
import dev.twintrack.training.loop.ConsoleLog;
import dev.twintrack.training.loop.JsonLinesLog;
import dev.twintrack.training.loop.RunLog;
import dev.twintrack.training.loop.TrainingLoop;
import dev.twintrack.training.loop.Validation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongFunction;

/** One training of a tracker, from its config to its last checkpoint. */
final class TrackingRun {

    private final TrainConfig config;
    private final Path folder;
    private final boolean gpu;
    private final PrintWriter console;

    TrackingRun(TrainConfig config, Path folder, boolean gpu, PrintWriter console) {
        this.config = config;
        this.folder = folder;
        this.gpu = gpu;
        this.console = console;
    }

    /**
     * Trains to the end.
     *
     * @param resume whether the folder must hold a run to go on with, or must not hold one
     */
    TrainingLoop.Result run(boolean resume) {
        claim(resume);
        // Read by the engine when it is loaded, which is below.
        System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(config.threads()));
        CropStore store = CropStore.open(Path.of(config.data().store()));
        PairSampler train = sampler(store, Split.TRAIN);
        PairSampler held = sampler(store, Split.VALIDATION);
        try (NDManager manager = NDManager.newBaseManager(device(), "PyTorch");
                PairBatches batches = new PairBatches(train, config.data())) {
            TwinNetwork network = new TwinNetwork(config.network());
            NetworkBlock block = new NetworkBlock(manager, network, firstWeights(network));
            TrackingObjective objective = new TrackingObjective(block, config.loss(), config::frozen);
            LongFunction<PairBatch> samples = index ->
                    held.batch(index * config.data().batch(), config.data().batch());
            Validation validation = new LossValidation<>(objective, samples, config.validationBatches(), manager);
            return new TrainingLoop<>(config.loop(), objective, batches, validation, manager, folder, System::nanoTime)
                    .run(this::logs);
        }
    }

    private PairSampler sampler(CropStore store, Split split) {
        return PairSampler.of(store, config.data().pairs(config.network()), split, config.seed());
    }

    private Device device() {
        if (gpu && Engine.getEngine("PyTorch").getGpuCount() == 0) {
            throw new TwintrackException("PyTorch finds no GPU: train with --device cpu");
        }
        return gpu ? Device.gpu() : Device.cpu();
    }

    private Map<String, Tensor> firstWeights(TwinNetwork network) {
        SplittableRandom random = new SplittableRandom(config.seed());
        return config.weights().isEmpty()
                ? WeightInit.random(network, random)
                : WeightInit.from(Safetensors.read(Path.of(config.weights())).tensors(), network, random);
    }

    private RunLog logs(long step) {
        return RunLog.all(
                JsonLinesLog.open(folder.resolve("log.jsonl"), step),
                ConsoleLog.open(console, step, config.loop().schedule().steps(), System.console() != null));
    }

    private void claim(boolean resume) {
        boolean begun = Files.isDirectory(folder.resolve("checkpoints"));
        if (resume && !begun) {
            throw new TwintrackException(
                    "%s holds no checkpoints to resume from: give a run's folder".formatted(folder));
        }
        if (!resume && begun) {
            throw new TwintrackException(
                    "%s holds a run already: go on with --resume %s, or give another folder with --run"
                            .formatted(folder, folder));
        }
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("config.yaml"), ConfigFile.print(config));
        } catch (IOException e) {
            throw new TwintrackException("cannot write %s: check the folder".formatted(folder), e);
        }
    }
}
