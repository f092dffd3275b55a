package dev.twintrack.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.twintrack.network.NetworkBlock;
import dev.twintrack.network.Scalar;
import dev.twintrack.network.Tensor;
import dev.twintrack.training.loop.Losses;
import dev.twintrack.training.loop.Objective;
import dev.twintrack.training.metric.CrossBatchMemory;
import dev.twintrack.training.metric.Labelled;
import dev.twintrack.training.metric.MetricLoss;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/**
 * The twin encoder as an embedding: the mean of the template's cells, brought to length 1, close for crops of one track
 * and far for those of two. Used by one thread.
 */
final class MetricObjective implements Objective<EmbeddingBatch> {

    private static final float LEAST_NORM = 1e-6f;

    private final NetworkBlock block;
    private final long seed;
    private final Random random = new Random();
    private final MetricLoss loss;
    private final Optional<CrossBatchMemory> memory;

    /**
     * @param seed of random miners; what they draw depends on it and on the batch's index alone
     * @param frozen names of the parameters that are held still, BatchNorm statistics among them
     */
    MetricObjective(NetworkBlock block, MetricTask task, long seed, Predicate<String> frozen) {
        this.block = block;
        this.seed = seed;
        this.loss = task.loss(random);
        this.memory = task.memory() > 0 ? Optional.of(new CrossBatchMemory(loss, task.memory())) : Optional.empty();
        block.freeze(name -> !learns(name) || frozen.test(name));
    }

    private static boolean learns(String name) {
        return !name.startsWith("head.");
    }

    @Override
    public Map<String, NDArray> parameters() {
        return block.arrays();
    }

    @Override
    public boolean trainable(String name) {
        return !NetworkBlock.isStatistic(name) && learns(name);
    }

    @Override
    public Losses losses(NDManager manager, EmbeddingBatch batch, boolean training) {
        random.setSeed(seed * 0x9e3779b97f4a7c15L + batch.index());
        Labelled labelled = new Labelled(embed(manager, batch, training), batch.labels());
        boolean remembers = training && memory.isPresent();
        return new Losses(remembers ? memory.get().of(labelled) : loss.of(labelled), Map.of());
    }

    /** The embeddings of a batch, {@code (N, C)}. */
    NDArray embed(NDManager manager, EmbeddingBatch batch, boolean training) {
        NDArray input = manager.create(batch.values(), new Shape(batch.whole()));
        NDArray cells = batch.features() ? block.neck(input, training) : block.template(input, training);
        long channels = cells.getShape().get(1);
        NDArray pooled = cells.reshape(batch.size(), channels, -1).mean(new int[] {2});
        NDArray squares = pooled.square().sum(new int[] {1}, true);
        return pooled.div(
                squares.maximum(Scalar.of(squares, LEAST_NORM * LEAST_NORM)).sqrt());
    }

    @Override
    public int size(EmbeddingBatch batch) {
        return batch.size();
    }

    @Override
    public Map<String, Tensor> tensors(EmbeddingBatch batch) {
        float[] labels = new float[batch.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = batch.labels()[i];
        }
        return Map.of(
                "inputs", new Tensor(batch.whole(), batch.values()),
                "labels", new Tensor(new long[] {labels.length}, labels));
    }
}
