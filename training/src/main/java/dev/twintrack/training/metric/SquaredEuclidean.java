package dev.twintrack.training.metric;

import ai.djl.ndarray.NDArray;
import dev.twintrack.network.Scalar;
import dev.twintrack.training.loss.Scoped;

/**
 * {@code |a - b|² = |a|² + |b|² - 2 a·b}, which costs one matrix product. Both sets are first moved by the references'
 * mean, which changes no distance and spares the digits that a common offset would cost.
 */
record SquaredEuclidean() implements Distance {

    @Override
    public NDArray between(NDArray queries, NDArray references) {
        return Scoped.compute(() -> Squares.of(queries, references).distances());
    }

    @Override
    public double between(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = (double) a[i] - b[i];
            sum += difference * difference;
        }
        return sum;
    }

    @Override
    public boolean largerIsCloser() {
        return false;
    }

    /**
     * The matrix product's way to squared distances.
     *
     * @param norms {@code |a|² + |b|²}, {@code (N, M)}: rounding in the distances is about 1e-7 of it
     * @param raw squared distances, which rounding may push below 0
     */
    record Squares(NDArray norms, NDArray raw) {

        static Squares of(NDArray queries, NDArray references) {
            NDArray mean = references.mean(new int[] {0}, true).stopGradient();
            NDArray a = queries.sub(mean);
            NDArray b = references.sub(mean);
            NDArray norms = a.square().sum(new int[] {1}, true).add(b.square().sum(new int[] {1}));
            return new Squares(norms, norms.sub(a.matMul(b.transpose()).mul(Scalar.of(a, 2))));
        }

        NDArray distances() {
            return raw.maximum(Scalar.of(raw, 0));
        }
    }
}
