package dev.twintrack.training.metric;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import dev.twintrack.network.Scalar;
import dev.twintrack.training.loss.Scoped;

/**
 * Cosine similarity. An embedding whose norm is below 1e-6 has no direction: it is at 0 from everything, without slope.
 */
record Cosine() implements Distance {

    private static final float LEAST_NORM = 1e-6f;

    @Override
    public NDArray between(NDArray queries, NDArray references) {
        return Scoped.compute(() -> unit(queries).matMul(unit(references).transpose()));
    }

    @Override
    public double between(float[] a, float[] b) {
        return dot(unit(a), unit(b));
    }

    @Override
    public double[][] between(float[][] queries, float[][] references) {
        double[][] a = units(queries);
        double[][] b = queries == references ? a : units(references);
        double[][] values = new double[a.length][b.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                values[i][j] = dot(a[i], b[j]);
            }
        }
        return values;
    }

    @Override
    public boolean largerIsCloser() {
        return true;
    }

    private static NDArray unit(NDArray rows) {
        NDArray squares = rows.square().sum(new int[] {1}, true);
        NDArray directed = squares.gt(LEAST_NORM * LEAST_NORM).toType(DataType.FLOAT32, false);
        return rows.div(squares.maximum(Scalar.of(squares, LEAST_NORM * LEAST_NORM))
                        .sqrt())
                .mul(directed);
    }

    private static double[][] units(float[][] rows) {
        double[][] units = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            units[i] = unit(rows[i]);
        }
        return units;
    }

    private static double[] unit(float[] row) {
        double squares = 0;
        for (float value : row) {
            squares += (double) value * value;
        }
        double norm = Math.sqrt(squares);
        double[] unit = new double[row.length];
        for (int i = 0; i < row.length && norm > LEAST_NORM; i++) {
            unit[i] = row[i] / norm;
        }
        return unit;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
