package dev.twintrack.training;

import ai.djl.ndarray.NDManager;
import dev.twintrack.TwintrackException;
import dev.twintrack.network.ModelCard;
import dev.twintrack.network.NetworkBlock;
import dev.twintrack.network.TwinNetwork;
import dev.twintrack.training.data.CropStore;
import dev.twintrack.training.data.PairBatch;
import dev.twintrack.training.data.PairSampler;
import dev.twintrack.training.data.Split;
import dev.twintrack.training.loop.TrainingLoop;
import dev.twintrack.training.loop.Validation;
import java.util.List;
import java.util.Map;
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
        CropStore store = config.data().open(place.console());
        PairSampler train = sampler(store, Split.TRAIN);
        try (NDManager manager = NDManager.newBaseManager(place.device(), "PyTorch");
                PairBatches batches = new PairBatches(train, config.data())) {
            TwinNetwork network = new TwinNetwork(config.network());
            NetworkBlock block = new NetworkBlock(
                    manager, network, RunFolder.firstWeights(network, config.weights(), config.seed()));
            TrackingObjective objective = new TrackingObjective(block, config.loss(), config::frozen);
            Validation validation = validation(block, objective, sampler(store, Split.VALIDATION), manager);
            return new TrainingLoop<>(
                            config.loop(), objective, batches, validation, manager, place.folder(), System::nanoTime)
                    .run(step -> place.logs(step, config.loop().schedule().steps()));
        }
    }

    private PairSampler sampler(CropStore store, Split split) {
        return config.data().sampler(store, config.data().pairs(config.network()), split, config.seed());
    }

    private Validation validation(
            NetworkBlock block, TrackingObjective objective, PairSampler held, NDManager manager) {
        int batch = config.data().batch();
        LongFunction<PairBatch> samples = index -> held.batch(index * batch, batch);
        Validation loss =
                new LossValidation<>(objective, samples, config.validation().batches(), manager);
        int most = config.validation().clips();
        if (most == 0) {
            return loss;
        }
        List<Clip> clips = Clip.of(
                config.data().parsedSources(),
                Split.VALIDATION,
                config.data().heldBack(),
                most,
                config.validation().frames());
        if (clips.isEmpty()) {
            throw new TwintrackException(
                    "validation.clips is %d, but no video of data.sources is held back: add videos,".formatted(most)
                            + " raise data.heldBack, or set validation.clips=0");
        }
        ModelCard card = new ModelCard(config.name(), config.network(), config.tracking(), Map.of());
        return Validation.all(List.of(loss, new OverlapValidation(block, card, clips, config.threads())));
    }
}
