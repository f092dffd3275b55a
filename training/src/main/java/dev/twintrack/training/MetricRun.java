package dev.twintrack.training;

import ai.djl.ndarray.NDManager;
import dev.twintrack.TwintrackException;
import dev.twintrack.network.ModelCard;
import dev.twintrack.network.ModelFile;
import dev.twintrack.network.NetworkBlock;
import dev.twintrack.network.Tensor;
import dev.twintrack.network.TrackingSettings;
import dev.twintrack.network.TwinNetwork;
import dev.twintrack.training.data.CropStore;
import dev.twintrack.training.data.Pick;
import dev.twintrack.training.data.Split;
import dev.twintrack.training.data.TrackSampler;
import dev.twintrack.training.embed.Calibration;
import dev.twintrack.training.loop.Batches;
import dev.twintrack.training.loop.LogEntry;
import dev.twintrack.training.loop.RunLog;
import dev.twintrack.training.loop.TrainingLoop;
import dev.twintrack.training.metric.Points;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One training of an embedding, from its config to a model file with verification thresholds in its card. The line before
 * the first step measures the trunk alone, as it was given.
 */
final class MetricRun {

    private static final int BLOCK = 64;

    private final MetricConfig config;
    private final RunFolder place;

    MetricRun(MetricConfig config, RunFolder place) {
        this.config = config;
        this.place = place;
    }

    /**
     * Trains to the end and writes {@code model.safetensors} into the folder.
     *
     * @param resume whether the folder must hold a run to go on with, or must not hold one
     */
    TrainingLoop.Result run(boolean resume) {
        TwinNetwork network = new TwinNetwork(config.network());
        boolean trunkIsFrozen = network.parameters().keySet().stream()
                .allMatch(name -> name.startsWith("neck.") || name.startsWith("head.") || config.frozen(name));
        if (config.data().views() > 0 && !trunkIsFrozen) {
            throw new TwintrackException(
                    "data.views is %d, which needs a frozen trunk: freeze it in loop.groups or set data.views=0"
                            .formatted(config.data().views()));
        }
        place.claim(resume, config);
        // Read by the engine when it is loaded, which is below.
        System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(config.threads()));
        CropStore store = CropStore.open(Path.of(config.data().store()));
        TrackSampler train = TrackSampler.of(store, config.tracks(), Split.TRAIN, config.seed());
        TrackSampler held = TrackSampler.of(store, config.tracks(), Split.VALIDATION, config.seed());
        Map<String, Tensor> weights = RunFolder.firstWeights(network, config.weights(), config.seed());
        try (NDManager manager = NDManager.newBaseManager(place.device(), "PyTorch");
                PooledTrunk trunk = new PooledTrunk(config.network(), weights, config.threads())) {
            NetworkBlock block = new NetworkBlock(manager, network, weights);
            MetricObjective objective = new MetricObjective(block, config.metric(), config.seed(), config::frozen);
            RetrievalValidation validation = new RetrievalValidation(objective, heldBatches(held, trunk), manager);
            Batches<EmbeddingBatch> batches = config.data().views() == 0
                    ? new CropBatches(train)
                    : new FeatureBatches(train, config.data().views(), trunk);
            TrainingLoop.Result result = new TrainingLoop<>(
                            config.loop(), objective, batches, validation, manager, place.folder(), System::nanoTime)
                    .run(step -> logs(step, held, trunk));
            write(block, validation.points());
            return result;
        }
    }

    private List<EmbeddingBatch> heldBatches(TrackSampler held, PooledTrunk trunk) {
        List<EmbeddingBatch> batches = new ArrayList<>();
        List<Pick> picks = held.spread(config.data().heldCrops());
        for (int first = 0; first < picks.size(); first += BLOCK) {
            List<Pick> part = picks.subList(first, Math.min(picks.size(), first + BLOCK));
            float[] crops = held.plain(part);
            batches.add(
                    config.data().views() == 0
                            ? CropBatches.batch(held, first, part, crops)
                            : FeatureBatches.batch(
                                    first,
                                    Arrays.asList(trunk.features(crops, part.size())),
                                    CropBatches.labels(part)));
        }
        return batches;
    }

    private RunLog logs(long step, TrackSampler held, PooledTrunk trunk) {
        RunLog log = place.logs(step, config.loop().schedule().steps());
        if (step == 0) {
            log.write(new LogEntry(0, "untrained", RetrievalValidation.measures(untrained(held, trunk)), Map.of()));
        }
        return log;
    }

    private Points untrained(TrackSampler held, PooledTrunk trunk) {
        List<Pick> picks = held.spread(config.data().heldCrops());
        float[][] rows = new float[picks.size()][];
        for (int first = 0; first < picks.size(); first += BLOCK) {
            List<Pick> part = picks.subList(first, Math.min(picks.size(), first + BLOCK));
            System.arraycopy(trunk.features(held.plain(part), part.size()), 0, rows, first, part.size());
        }
        return Points.within(rows, CropBatches.labels(picks));
    }

    private void write(NetworkBlock block, Points held) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("recipe", ConfigFile.print(config));
        facts.put("seed", String.valueOf(config.seed()));
        TrackingSettings tracking = TrackingSettings.untuned(config.network().head());
        ModelCard card = new ModelCard(config.name(), config.network(), tracking, facts);
        Calibration calibration =
                Calibration.measure(held.queries(), held.relations().queryLabels(), config.seed());
        new ModelFile(calibration.in(card), block.weights())
                .write(place.folder().resolve("model.safetensors"));
    }
}
