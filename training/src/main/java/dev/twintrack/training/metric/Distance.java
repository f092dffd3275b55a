package dev.twintrack.training.metric;

import ai.djl.ndarray.NDArray;

/**
 * How far apart embeddings are. It exists twice, with the same meaning: on arrays of the engine, to be differentiated by
 * losses, and on plain arrays, for miners, measures and verification. Implementations are immutable, apart from the
 * learned factor of {@link Mahalanobis}.
 */
public interface Distance {

    /**
     * All distances between two sets.
     *
     * @param queries {@code (N, D)}
     * @param references {@code (M, D)}
     * @return {@code (N, M)} on the queries' manager, differentiable; the slope is finite everywhere
     */
    NDArray between(NDArray queries, NDArray references);

    /** The distance between two embeddings. */
    double between(float[] a, float[] b);

    /** Whether a larger value means closer, as with a similarity. */
    boolean largerIsCloser();

    /** All distances between two sets, one row a query. */
    default double[][] between(float[][] queries, float[][] references) {
        double[][] values = new double[queries.length][references.length];
        for (int i = 0; i < queries.length; i++) {
            for (int j = 0; j < references.length; j++) {
                values[i][j] = between(queries[i], references[j]);
            }
        }
        return values;
    }

    /** How much further one value is than another: negative when it is closer. */
    default double excess(double value, double other) {
        return largerIsCloser() ? other - value : value - other;
    }

    /** How much further one array's values are than another's, element by element. */
    default NDArray excess(NDArray values, NDArray others) {
        return largerIsCloser() ? others.sub(values) : values.sub(others);
    }

    /** {@code |a - b|}. Embeddings that differ by less than rounding shows are at 0, without slope. */
    static Distance euclidean() {
        return new Euclidean();
    }

    /** {@code |a - b|²}. */
    static Distance squaredEuclidean() {
        return new SquaredEuclidean();
    }

    /** Cosine similarity {@code a·b / (|a| |b|)} in {@code [-1, 1]}: larger is closer. A zero embedding is at 0. */
    static Distance cosine() {
        return new Cosine();
    }

    /**
     * A learned metric.
     *
     * @param factor {@code (K, D)}, owned by the caller
     */
    static Mahalanobis mahalanobis(NDArray factor) {
        return new Mahalanobis(factor);
    }
}
