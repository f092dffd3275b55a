package dev.twintrack.training.metric;

import ai.djl.ndarray.NDArray;
import dev.twintrack.network.Scalar;
import java.util.Arrays;

/**
 * All live distances of a comparison, from which a loss takes those of its tuples.
 *
 * @param values {@code (queries, references)}
 */
record DistanceMatrix(NDArray values) {

    private static final float NEVER = 1e9f;

    static DistanceMatrix of(Comparison comparison, Distance distance) {
        return new DistanceMatrix(distance.between(
                comparison.queries().embeddings(), comparison.references().embeddings()));
    }

    /** A loss of 0 that can be differentiated. */
    static NDArray zero(Comparison comparison) {
        NDArray queries = comparison.queries().embeddings();
        return queries.mul(Scalar.of(queries, 0)).sum();
    }

    /** The distances of pairs, {@code (pairs)}; there must be at least one. */
    NDArray at(int[] rows, int[] columns) {
        long width = values.getShape().get(1);
        long[] flat = new long[rows.length];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = rows[i] * width + columns[i];
        }
        // A copy, for PyTorch to own: the backward pass reads the indices after this array is closed (see Scalar).
        NDArray indices = values.getManager().create(flat).duplicate();
        return values.take(indices);
    }

    /**
     * {@code log(Σ exp(x))} over the chosen pairs of each row, {@code (rows, 1)}; about -1e9 for a row without any.
     *
     * @param exponents same shape as the matrix
     */
    static NDArray logSumExp(NDArray exponents, int[] rows, int[] columns) {
        NDArray chosen = chosen(exponents, rows, columns);
        NDArray greatest = chosen.max(new int[] {1}, true).stopGradient();
        return chosen.sub(greatest).exp().sum(new int[] {1}, true).log().add(greatest);
    }

    /** {@code log(1 + Σ exp(x))} over the chosen pairs of each row, {@code (rows, 1)}; 0 for a row without any. */
    static NDArray logOnePlusSumExp(NDArray exponents, int[] rows, int[] columns) {
        NDArray chosen = chosen(exponents, rows, columns);
        NDArray greatest = chosen.max(new int[] {1}, true).stopGradient().maximum(0f);
        NDArray sum = chosen.sub(greatest).exp().sum(new int[] {1}, true);
        return sum.add(greatest.neg().exp()).log().add(greatest);
    }

    private static NDArray chosen(NDArray exponents, int[] rows, int[] columns) {
        int width = (int) exponents.getShape().get(1);
        float[] mask = new float[(int) exponents.size()];
        Arrays.fill(mask, -NEVER);
        for (int i = 0; i < rows.length; i++) {
            mask[rows[i] * width + columns[i]] = 0;
        }
        return exponents.add(exponents.getManager().create(mask, exponents.getShape()));
    }
}
