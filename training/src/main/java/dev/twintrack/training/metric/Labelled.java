package dev.twintrack.training.metric;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.twintrack.TwintrackException;

/**
 * Embeddings and the thing that each one shows. Equal labels mean the same thing (the same track, the same class).
 *
 * @param embeddings {@code (N, D)}, 32-bit floats; live, so that losses differentiate through them. Owned by the caller.
 * @param labels N of them
 */
public record Labelled(NDArray embeddings, int[] labels) {

    public Labelled {
        Shape shape = embeddings.getShape();
        if (shape.dimension() != 2 || shape.get(0) != labels.length) {
            throw new TwintrackException("%d labels for embeddings of shape %s: give (N, D) embeddings and N labels"
                    .formatted(labels.length, shape));
        }
    }

    /** Number of embeddings. */
    public int size() {
        return labels.length;
    }

    /** A copy of the values, one row an embedding. */
    float[][] rows() {
        int width = (int) embeddings.getShape().get(1);
        float[][] rows = new float[labels.length][width];
        if (labels.length > 0) {
            float[] values = embeddings.toFloatArray();
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(values, i * width, rows[i], 0, width);
            }
        }
        return rows;
    }
}
