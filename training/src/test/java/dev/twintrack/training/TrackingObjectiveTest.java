package dev.twintrack.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import dev.twintrack.Box;
import dev.twintrack.network.Architecture;
import dev.twintrack.network.Architecture.Head;
import dev.twintrack.network.NetworkBlock;
import dev.twintrack.network.Tensor;
import dev.twintrack.network.Trunk;
import dev.twintrack.network.TwinNetwork;
import dev.twintrack.network.WeightInit;
import dev.twintrack.training.data.Pair;
import dev.twintrack.training.data.PairBatch;
import dev.twintrack.training.loop.Losses;
import dev.twintrack.training.loss.BoxLoss;
import dev.twintrack.training.loss.MapGeometry;
import dev.twintrack.training.loss.MemoryPressure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrackingObjectiveTest {

    private static final int TEMPLATE = 47;
    private static final int SEARCH = 95;

    private final NDManager manager = NDManager.newBaseManager("PyTorch");

    @AfterEach
    void close() {
        manager.close();
    }

    private TrackingObjective objective(Head head, LossConfig loss) {
        return objective(block(head, 1), loss);
    }

    private static TrackingObjective objective(NetworkBlock block, LossConfig loss) {
        return new TrackingObjective(block, loss, name -> name.startsWith("conv1"));
    }

    /** @param boxGain what the weights of the last layer of the boxes are multiplied by */
    private NetworkBlock block(Head head, float boxGain) {
        TwinNetwork network =
                new TwinNetwork(new Architecture(Trunk.SQUEEZENET, 2, head, TEMPLATE, SEARCH, 8, 5, 8, 1));
        Map<String, Tensor> weights = WeightInit.random(network, new SplittableRandom(1));
        if (boxGain != 1) {
            float[] last = weights.get("head.box.out.weight").data();
            for (int i = 0; i < last.length; i++) {
                last[i] *= boxGain;
            }
        }
        return new NetworkBlock(manager, network, weights);
    }

    private static LossConfig everything() {
        return new LossConfig(LossConfig.ScoreKind.BALANCED, 1, 8, BoxLoss.GIOU, 1, 1, 1, 1, 4, 1, 16);
    }

    private static LossConfig scoresAlone() {
        return new LossConfig(LossConfig.ScoreKind.FOCAL, 1, 0, BoxLoss.IOU, 0, 0, 0, 0, 0, 0, 16);
    }

    /** Noise with a bright target, or without any. */
    private static PairBatch batch(Optional<Box> target, List<Box> rivals) {
        Random random = new Random(2);
        float[] templates = noise(random, 2 * 3 * TEMPLATE * TEMPLATE);
        float[] searches = noise(random, 2 * 3 * SEARCH * SEARCH);
        Pair.Origin origin = new Pair.Origin("set", "clip", 0, 0);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            pairs.add(new Pair(i, EXEMPLAR, target, rivals, origin, origin));
        }
        return new PairBatch(TEMPLATE, SEARCH, templates, new float[0], searches, pairs);
    }

    private static float[] noise(Random random, int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = random.nextFloat() * 255;
        }
        return values;
    }

    private static final Box EXEMPLAR = new Box(16, 8, 16, 32);
    private static final Box TARGET = new Box(30, 36, 30, 24);
    private static final Box RIVAL = new Box(4, 4, 24, 24);

    /** The loss's parts, after a backward pass. */
    private Losses learn(TrackingObjective objective, PairBatch batch) {
        try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            Losses losses = objective.losses(manager, batch, true);
            MemoryPressure.apply();
            collector.backward(losses.total());
            return losses;
        }
    }

    private static double value(NDArray scalar) {
        return scalar.toFloatArray()[0];
    }

    @Test
    void theTotalIsTheWeightedSumOfItsParts() {
        LossConfig weights = new LossConfig(LossConfig.ScoreKind.BALANCED, 0.5, 8, BoxLoss.GIOU, 2, 3, 6, 4, 4, 5, 16);
        Losses losses = learn(objective(Head.ANCHOR_FREE, weights), batch(Optional.of(TARGET), List.of(RIVAL)));
        assertThat(losses.parts()).containsOnlyKeys("score", "box", "quality", "mistaken", "triplet", "lookAlike");
        double expected = 0.5 * value(losses.parts().get("score"))
                + 2 * value(losses.parts().get("box"))
                + 3 * value(losses.parts().get("quality"))
                + 6 * value(losses.parts().get("mistaken"))
                + 4 * value(losses.parts().get("triplet"))
                + 5 * value(losses.parts().get("lookAlike"));
        assertThat(value(losses.total())).isCloseTo(expected, org.assertj.core.data.Percentage.withPercentage(0.001));
    }

    @Test
    void withoutLookAlikesThereIsNoTermForThem() {
        Losses losses = learn(objective(Head.ANCHOR_FREE, everything()), batch(Optional.of(TARGET), List.of()));
        assertThat(losses.parts()).doesNotContainKey("lookAlike");
    }

    @Test
    void aBatchWithoutTargetsTeachesScoresAndNothingElse() {
        TrackingObjective objective = objective(Head.ANCHOR_FREE, everything());
        Losses losses = learn(objective, batch(Optional.empty(), List.of(RIVAL)));
        assertThat(value(losses.parts().get("score"))).isPositive();
        assertThat(value(losses.parts().get("box"))).isZero();
        assertThat(value(losses.parts().get("quality"))).isZero();
        assertThat(value(losses.parts().get("triplet"))).isZero();
        assertThat(gradient(objective, "head.score.out.weight")).anyMatch(value -> value != 0);
        assertThat(gradient(objective, "head.box.out.weight")).allMatch(value -> value == 0);
    }

    @Test
    void gradientsReachBothBranchesButNotFrozenLayers() {
        TrackingObjective objective = objective(Head.ANCHOR_FREE, everything());
        learn(objective, batch(Optional.of(TARGET), List.of(RIVAL)));
        assertThat(gradient(objective, "fire2.squeeze1x1.weight")).anyMatch(value -> value != 0);
        assertThat(gradient(objective, "neck.weight"))
                .anyMatch(value -> value != 0)
                .allMatch(Double::isFinite);
        assertThat(objective.parameters().get("conv1.weight").hasGradient()).isFalse();
    }

    @Test
    void gradientsAreTheSameWhateverTheCollectorDoesInBetween() {
        TrackingObjective calm = objective(Head.ANCHOR_FREE, everything());
        PairBatch batch = batch(Optional.of(TARGET), List.of(RIVAL));
        try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            collector.backward(calm.losses(manager, batch, true).total());
        }
        TrackingObjective pressed = objective(Head.ANCHOR_FREE, everything());
        learn(pressed, batch);
        for (String name : calm.parameters().keySet()) {
            if (calm.parameters().get(name).hasGradient()) {
                assertThat(gradient(pressed, name)).as(name).isEqualTo(gradient(calm, name));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(BoxLoss.class)
    void aNetworkWhoseDistancesExplodeHasFiniteLossesAndGradients(BoxLoss kind) {
        NetworkBlock block = block(Head.ANCHOR_FREE, 1e6f);
        PairBatch batch = batch(Optional.of(TARGET), List.of(RIVAL));
        assertThat(value(distances(block, batch).max())).isGreaterThan(1e30);
        LossConfig all = new LossConfig(LossConfig.ScoreKind.BALANCED, 1, 8, kind, 1, 1, 1, 1, 4, 1, 16);
        TrackingObjective objective = objective(block, all);
        assertThat(objective.losses(manager, batch, false).parts())
                .allSatisfy((name, part) -> assertThat(value(part)).isFinite());
        assertThat(learn(objective, batch).parts())
                .allSatisfy((name, part) -> assertThat(value(part)).isFinite());
        for (String name : objective.parameters().keySet()) {
            if (objective.parameters().get(name).hasGradient()) {
                assertThat(gradient(objective, name)).as(name).allMatch(Double::isFinite);
            }
        }
    }

    @Test
    void distancesWithinReachAreTakenAsTheyAre() {
        NetworkBlock block = block(Head.ANCHOR_FREE, 1e-9f);
        PairBatch batch = batch(Optional.of(TARGET), List.of());
        MapGeometry map = MapGeometry.centered(
                (int) block.network().searchShape()[2], block.network().stride(), SEARCH);
        PairLabels labels =
                PairLabels.of(batch, map, Head.ANCHOR_FREE, everything().radius());
        NDArray unbounded = distances(block, batch).mul(map.stride());
        assertThat(value(distances(block, batch).max()))
                .isLessThan(block.network().reach());
        NDArray truth = manager.create(labels.distances(), unbounded.getShape());
        NDArray weights = manager.create(labels.boxWeights(), new Shape(2, 1, map.rows(), map.columns()));
        double expected = value(BoxLoss.GIOU.of(unbounded, truth, weights));
        Losses losses = objective(block, everything()).losses(manager, batch, false);
        assertThat(value(losses.parts().get("box"))).isEqualTo(expected);
    }

    /** What the head itself says, in strides. */
    private NDArray distances(NetworkBlock block, PairBatch batch) {
        NDArray templates = manager.create(batch.templates(), new Shape(2, 3, TEMPLATE, TEMPLATE));
        NDArray searches = manager.create(batch.searches(), new Shape(2, 3, SEARCH, SEARCH));
        return block.search(searches, block.template(templates, false), false).box();
    }

    @Test
    void aCorrelationHeadLearnsFromItsScoresAlone() {
        TrackingObjective objective = objective(Head.CORRELATION, scoresAlone());
        Losses losses = learn(objective, batch(Optional.of(TARGET), List.of()));
        assertThat(losses.parts()).containsOnlyKeys("score");
        assertThat(value(losses.total())).isPositive();
        assertThat(gradient(objective, "neck.weight")).anyMatch(value -> value != 0);
    }

    @Test
    void theRecordOfABatchHoldsWhatTheNetworkSawAndShouldHaveSaid() {
        TrackingObjective objective = objective(Head.ANCHOR_FREE, everything());
        PairBatch batch = batch(Optional.of(TARGET), List.of());
        assertThat(objective.tensors(batch)).containsOnlyKeys("templates", "searches", "labels", "distances");
        assertThat(objective.tensors(batch).get("searches").shape()).containsExactly(2, 3, SEARCH, SEARCH);
    }

    private static List<Double> gradient(TrackingObjective objective, String name) {
        try (NDArray gradient = objective.parameters().get(name).getGradient()) {
            float[] values = gradient.toFloatArray();
            return Stream.iterate(0, i -> i < values.length, i -> i + 1)
                    .map(i -> (double) values[i])
                    .toList();
        }
    }
}
