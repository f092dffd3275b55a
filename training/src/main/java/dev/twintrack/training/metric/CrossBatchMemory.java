package dev.twintrack.training.metric;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.twintrack.TwintrackException;
import dev.twintrack.training.loss.Scoped;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Earlier batches as further positives and negatives (Wang et al., "Cross-Batch Memory for Embedding Learning", CVPR 2020,
 * section 3.2): embeddings drift slowly, so that those of the last thousand crops still serve. Each batch is compared
 * with itself, live, and with the memory, whose embeddings are constants; then it joins the memory and the oldest leave.
 * The memory is plain Java arrays: nothing to close. One thread at a time.
 */
public final class CrossBatchMemory {

    private final MetricLoss loss;
    private final int capacity;
    private final Deque<Entry> entries = new ArrayDeque<>();

    /**
     * @param loss with its miner, if it has one
     * @param capacity most embeddings to keep, at least 1
     */
    public CrossBatchMemory(MetricLoss loss, int capacity) {
        if (capacity < 1) {
            throw new TwintrackException("cross-batch memory of %d embeddings: give at least 1".formatted(capacity));
        }
        this.loss = loss;
        this.capacity = capacity;
    }

    /** The loss of a batch against itself and the memory, which takes the batch in. */
    public NDArray of(Labelled batch) {
        NDArray value = entries.isEmpty() ? loss.of(batch) : Scoped.compute(() -> withMemory(batch));
        remember(batch);
        return value;
    }

    /** Embeddings kept now. */
    public int size() {
        return entries.size();
    }

    /** Forgets everything: after the embedding has jumped, say by loading other weights. */
    public void clear() {
        entries.clear();
    }

    private NDArray withMemory(Labelled batch) {
        List<Entry> kept = new ArrayList<>(entries);
        int width = kept.get(0).embedding.length;
        float[] values = new float[kept.size() * width];
        int[] labels = new int[kept.size()];
        for (int i = 0; i < labels.length; i++) {
            System.arraycopy(kept.get(i).embedding, 0, values, i * width, width);
            labels[i] = kept.get(i).label;
        }
        NDManager manager = batch.embeddings().getManager();
        Labelled memory = new Labelled(manager.create(values, new Shape(labels.length, width)), labels);
        return loss.of(Comparison.withinAndAgainst(batch, memory));
    }

    private void remember(Labelled batch) {
        float[][] rows = batch.rows();
        for (int i = 0; i < rows.length; i++) {
            entries.addLast(new Entry(rows[i], batch.labels()[i]));
        }
        while (entries.size() > capacity) {
            entries.removeFirst();
        }
    }

    private record Entry(float[] embedding, int label) {}
}
