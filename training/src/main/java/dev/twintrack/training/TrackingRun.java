package dev.twintrack.training;

import ai.djl.ndarray.NDManager;
import dev.twintrack.network.NetworkBlock;
import dev.twintrack.network.TwinNetwork;
import dev.twintrack.training.data.CropStore;
import dev.twintrack.training.data.PairBatch;
import dev.twintrack.training.data.PairSampler;
import dev.twintrack.training.data.Split;
import dev.twintrack.training.loop.TrainingLoop;
import dev.twintrack.training.loop.Validation;
import java.nio.file.Path;
import java.util.function.LongFunction;

/** One training of a tracker, from its config to its last checkpoint. */
final class TrackingRun {

    private final TrainConfig config;
    private final RunFolder place;

    TrackingRun(TrainConfig config, RunFolder place) {
        this.config = config;
        this.place = place;
    }

    /**
     * Trains to the end.
     *
     * @param resume whether the folder must hold a run to go on with, or must not hold one
     */
    TrainingLoop.Result run(boolean resume) {
        place.claim(resume, config);
        // Read by the engine when it is loaded, which is below.
        System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(config.threads()));
        CropStore store = CropStore.open(Path.of(config.data().store()));
        PairSampler train = sampler(store, Split.TRAIN);
        PairSampler held = sampler(store, Split.VALIDATION);
        try (NDManager manager = NDManager.newBaseManager(place.device(), "PyTorch");
                PairBatches batches = new PairBatches(train, config.data())) {
            TwinNetwork network = new TwinNetwork(config.network());
            NetworkBlock block = new NetworkBlock(
                    manager, network, RunFolder.firstWeights(network, config.weights(), config.seed()));
            TrackingObjective objective = new TrackingObjective(block, config.loss(), config::frozen);
            LongFunction<PairBatch> samples = index ->
                    held.batch(index * config.data().batch(), config.data().batch());
            Validation validation = new LossValidation<>(objective, samples, config.validationBatches(), manager);
            return new TrainingLoop<>(
                            config.loop(), objective, batches, validation, manager, place.folder(), System::nanoTime)
                    .run(step -> place.logs(step, config.loop().schedule().steps()));
        }
    }

    private PairSampler sampler(CropStore store, Split split) {
        return PairSampler.of(store, config.data().pairs(config.network()), split, config.seed());
    }
}
