package dev.twintrack.training.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.twintrack.TwintrackException;

/**
 * A batch of maps with one row of cells a sample.
 *
 * @param logits {@code (B, cells)}
 * @param positive 1 at positive cells, else 0
 * @param negative 1 at negative cells, else 0
 */
record Cells(NDArray logits, NDArray positive, NDArray negative) {

    static Cells of(NDArray logits, NDArray labels) {
        Shape shape = logits.getShape();
        if (shape.dimension() != 4 || shape.get(1) != 1 || !shape.equals(labels.getShape())) {
            throw new TwintrackException("score loss wants logits and labels of one shape (B, 1, H, W), got %s and %s"
                    .formatted(shape, labels.getShape()));
        }
        long samples = shape.get(0);
        NDArray flat = labels.reshape(samples, -1);
        return new Cells(
                logits.reshape(samples, -1),
                flat.eq(MapLabels.POSITIVE).toType(DataType.FLOAT32, false),
                flat.eq(MapLabels.NEGATIVE).toType(DataType.FLOAT32, false));
    }

    /** Positive cells of each sample, {@code (B, 1)}, at least 1: a divisor. */
    NDArray positives() {
        return positive.sum(new int[] {1}, true).maximum(1f);
    }

    /** Negative cells of each sample, {@code (B, 1)}, at least 1: a divisor. */
    NDArray negatives() {
        return negative.sum(new int[] {1}, true).maximum(1f);
    }
}
