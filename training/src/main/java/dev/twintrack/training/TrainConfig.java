package dev.twintrack.training;

import dev.twintrack.TwintrackException;
import dev.twintrack.network.Architecture;
import dev.twintrack.network.TrackingSettings;
import dev.twintrack.network.Trunk;
import dev.twintrack.training.loop.LoopConfig;
import dev.twintrack.training.loop.OptimizerConfig;
import dev.twintrack.training.loop.ParameterGroup;
import dev.twintrack.training.loop.Schedule;
import dev.twintrack.training.loss.BoxLoss;
import java.util.List;

/**
 * Everything that makes a training run, so that the same file and seed give the same model.
 *
 * @param name of the run and of the model
 * @param seed of first weights and of every pair drawn
 * @param threads that PyTorch uses
 * @param network what is trained
 * @param weights safetensors file with the trunk's first weights; empty for random ones
 * @param data what is learnt from
 * @param loss what is asked for
 * @param loop how weights change
 * @param validation what is measured on held-back data
 * @param tracking how the tracker reads the network's answers, in validation and in the exported model
 */
record TrainConfig(
        String name,
        int seed,
        int threads,
        Architecture network,
        String weights,
        DataConfig data,
        LossConfig loss,
        LoopConfig loop,
        ValidationConfig validation,
        TrackingSettings tracking) {

    TrainConfig {
        if (threads < 1) {
            throw new TwintrackException("threads is %d: give at least 1".formatted(threads));
        }
    }

    /** The light tracker's settings, without data. */
    static TrainConfig defaults() {
        return new TrainConfig(
                "light",
                1,
                2,
                new Architecture(Trunk.SQUEEZENET, 5, Architecture.Head.ANCHOR_FREE, 127, 255, 96, 7, 96, 2),
                "",
                DataConfig.defaults(),
                new LossConfig(LossConfig.ScoreKind.BALANCED, 1, 24, BoxLoss.GIOU, 1, 0.5, 0, 0.25, 16, 0.25, 16),
                new LoopConfig(
                        OptimizerConfig.adamW(1e-3, 1e-4),
                        Schedule.cosine(200, 4000, 0.01),
                        List.of(),
                        1,
                        10,
                        0.999,
                        50,
                        500,
                        3,
                        500,
                        "loss",
                        false,
                        0),
                new ValidationConfig(16, 0, 100),
                TrackingSettings.untuned(Architecture.Head.ANCHOR_FREE));
    }

    /** Whether a parameter is held still, as the groups say. */
    boolean frozen(String parameter) {
        return loop.groups().stream()
                .filter(group -> parameter.startsWith(group.prefix()))
                .findFirst()
                .map(ParameterGroup::frozen)
                .orElse(false);
    }
}
