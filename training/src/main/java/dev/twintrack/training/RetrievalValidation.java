package dev.twintrack.training;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import dev.twintrack.training.loop.Validation;
import dev.twintrack.training.metric.Distance;
import dev.twintrack.training.metric.Points;
import dev.twintrack.training.metric.Retrieval;
import dev.twintrack.training.metric.Verification;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How well embeddings of held-back crops find their own track: {@code recall1, 2, 4, 8}, {@code mapAtR}, and verification
 * over all pairs: {@code eer} (equal error rate), {@code auc} (area under the ROC curve), {@code tarAtFar1} (true accepts
 * at one percent of false accepts).
 */
final class RetrievalValidation implements Validation {

    private final MetricObjective objective;
    private final List<EmbeddingBatch> held;
    private final NDManager manager;

    RetrievalValidation(MetricObjective objective, List<EmbeddingBatch> held, NDManager manager) {
        this.objective = objective;
        this.held = held;
        this.manager = manager;
    }

    @Override
    public Map<String, Double> measure(long step) {
        return measures(points());
    }

    /** The held-back crops as they are embedded now. */
    Points points() {
        int count = held.stream().mapToInt(EmbeddingBatch::size).sum();
        float[][] rows = new float[count][];
        int[] labels = new int[count];
        int at = 0;
        for (EmbeddingBatch batch : held) {
            float[] values = embed(batch);
            int width = values.length / batch.size();
            for (int i = 0; i < batch.size(); i++) {
                rows[at] = Arrays.copyOfRange(values, i * width, (i + 1) * width);
                labels[at++] = batch.labels()[i];
            }
        }
        return Points.within(rows, labels);
    }

    private float[] embed(EmbeddingBatch batch) {
        try (NDScope scope = new NDScope();
                NDManager arrays = manager.newSubManager()) {
            scope.suppressNotUsedWarning();
            return objective.embed(arrays, batch, false).toFloatArray();
        }
    }

    /** Every measure of a set compared with itself. */
    static Map<String, Double> measures(Points points) {
        Map<String, Double> measures = new TreeMap<>();
        Retrieval retrieval = Retrieval.measure(points, Distance.cosine());
        retrieval.recallAt().forEach((k, recall) -> measures.put("recall" + k, recall));
        measures.put("mapAtR", retrieval.mapAtR());
        Verification verification = Verification.of(points, Distance.cosine());
        measures.put("eer", verification.equalErrorRate());
        measures.put("auc", verification.areaUnderCurve());
        if (verification.measures(0.01)) {
            measures.put("tarAtFar1", verification.at(0.01).trueAccept().value());
        }
        return measures;
    }
}
