package dev.twintrack.training.metric;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.twintrack.TwintrackException;
import dev.twintrack.training.loss.Scoped;

/**
 * A learned metric {@code sqrt((a - b)ᵀ M (a - b))} with {@code M = LᵀL}, which makes M positive semi-definite whatever L
 * is (Weinberger and Saul, JMLR 2009, section 2): the Euclidean distance between {@code La} and {@code Lb}. Losses
 * differentiate through the factor as through the embeddings; whoever owns it steps it with the network's parameters.
 *
 * @param factor L, {@code (K, D)}; K below D learns a projection as well. Owned by the caller, read at each call.
 */
public record Mahalanobis(NDArray factor) implements Distance {

    public Mahalanobis {
        if (factor.getShape().dimension() != 2) {
            throw new TwintrackException(
                    "Mahalanobis factor of shape %s: give a matrix (K, D)".formatted(factor.getShape()));
        }
    }

    /** A trainable metric that begins as the Euclidean distance. */
    public static Mahalanobis identity(NDManager manager, int dimension) {
        NDArray factor = manager.eye(dimension);
        factor.setRequiresGradient(true);
        return new Mahalanobis(factor);
    }

    @Override
    public NDArray between(NDArray queries, NDArray references) {
        return Scoped.compute(() -> {
            NDArray columns = factor.transpose();
            return new Euclidean().between(queries.matMul(columns), references.matMul(columns));
        });
    }

    @Override
    public double between(float[] a, float[] b) {
        return between(new float[][] {a}, new float[][] {b})[0][0];
    }

    @Override
    public double[][] between(float[][] queries, float[][] references) {
        float[] values = factor.toFloatArray();
        float[][] a = project(queries, values);
        float[][] b = queries == references ? a : project(references, values);
        return new Euclidean().between(a, b);
    }

    @Override
    public boolean largerIsCloser() {
        return false;
    }

    private float[][] project(float[][] rows, float[] values) {
        Shape shape = factor.getShape();
        int k = (int) shape.get(0);
        int d = (int) shape.get(1);
        float[][] projected = new float[rows.length][k];
        for (int i = 0; i < rows.length; i++) {
            for (int r = 0; r < k; r++) {
                double sum = 0;
                for (int c = 0; c < d; c++) {
                    sum += (double) values[r * d + c] * rows[i][c];
                }
                projected[i][r] = (float) sum;
            }
        }
        return projected;
    }
}
