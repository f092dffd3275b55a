package dev.twintrack.training;

import dev.twintrack.TwintrackException;
import dev.twintrack.network.Architecture;
import dev.twintrack.network.Trunk;
import dev.twintrack.training.data.Appearance;
import dev.twintrack.training.data.Motion;
import dev.twintrack.training.data.Share;
import dev.twintrack.training.data.TrackOptions;
import dev.twintrack.training.loop.LoopConfig;
import dev.twintrack.training.loop.OptimizerConfig;
import dev.twintrack.training.loop.ParameterGroup;
import dev.twintrack.training.loop.Schedule;
import java.util.List;

/**
 * Everything that makes a run of metric learning. A config file is one of these if it has the key {@code metric}.
 *
 * @param name of the run and of the model
 * @param seed of first weights, batches and random miners
 * @param threads that PyTorch and ONNX Runtime use
 * @param network whose trunk and neck are trained; a head stays as it is
 * @param weights safetensors file with the first weights; empty for random ones
 * @param data what is learnt from
 * @param metric what is asked for
 * @param loop how weights change
 */
record MetricConfig(
        String name,
        int seed,
        int threads,
        Architecture network,
        String weights,
        Data data,
        MetricTask metric,
        LoopConfig loop) {

    /**
     * What is learnt from.
     *
     * @param store folder of crops that {@code prepare} made
     * @param tracks P, tracks in a batch
     * @param crops K, crops of each
     * @param views with a frozen trunk: augmented views of each crop that the trunk sees once, before training, the first
     *     of them plain; 0 to draw each crop anew
     * @param shares the mixture of data sets; empty for all alike
     * @param heldBack share of the sequences held back for validation
     * @param heldCrops most crops of each held-back track that validation compares, spread evenly over it
     * @param motion shifts, scales, flips
     * @param appearance colour, blur, noise
     */
    record Data(
            String store,
            int tracks,
            int crops,
            int views,
            List<Share> shares,
            double heldBack,
            int heldCrops,
            Motion motion,
            Appearance appearance) {

        Data {
            shares = List.copyOf(shares);
            if (views < 0 || heldCrops < 2) {
                throw new TwintrackException("data.views wants at least 0, data.heldCrops at least 2");
            }
        }
    }

    MetricConfig {
        if (threads < 1) {
            throw new TwintrackException("threads wants at least 1");
        }
        if (network.detail() > 0) {
            throw new TwintrackException("network.detail is for trackers: leave it out beside 'metric'");
        }
    }

    /** Batch-hard triplets on the neck of a frozen SqueezeNet, without data. */
    static MetricConfig defaults() {
        return new MetricConfig(
                "metric",
                1,
                2,
                new Architecture(Trunk.SQUEEZENET, 5, Architecture.Head.CORRELATION, 127, 255, 128, 7, 0, 0),
                "",
                new Data("", 16, 4, 4, List.of(), 0.3, 8, Motion.defaults(), Appearance.defaults()),
                MetricTask.defaults(),
                new LoopConfig(
                        OptimizerConfig.adamW(1e-3, 1e-4),
                        Schedule.cosine(50, 1000, 0.01),
                        List.of(new ParameterGroup("conv", 0, true), new ParameterGroup("fire", 0, true)),
                        1,
                        10,
                        0.99,
                        50,
                        500,
                        2,
                        250,
                        "recall1",
                        true,
                        0));
    }

    TrackOptions tracks() {
        return new TrackOptions(
                network.templateSize(),
                data.tracks(),
                data.crops(),
                data.shares(),
                data.heldBack(),
                data.motion(),
                data.appearance());
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
