package dev.twintrack.training.metric;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import dev.twintrack.training.loss.Scoped;

/**
 * {@code |a - b|}. The root's slope is infinite at 0, and noise close to it: squared distances below a millionth of
 * {@code |a|² + |b|²} (a thousandth of the norms, in distance) give 0 with slope 0.
 */
record Euclidean() implements Distance {

    private static final float NOISE = 1e-6f;
    private static final float TINY = 1e-20f;

    @Override
    public NDArray between(NDArray queries, NDArray references) {
        return Scoped.compute(() -> {
            SquaredEuclidean.Squares squares = SquaredEuclidean.Squares.of(queries, references);
            NDArray floor = squares.norms().stopGradient().mul(NOISE).add(TINY);
            NDArray apart = squares.raw().gt(floor).toType(DataType.FLOAT32, false);
            return squares.raw().maximum(floor).sqrt().mul(apart);
        });
    }

    @Override
    public double between(float[] a, float[] b) {
        return Math.sqrt(new SquaredEuclidean().between(a, b));
    }

    @Override
    public boolean largerIsCloser() {
        return false;
    }
}
