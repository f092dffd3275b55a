package dev.twintrack;

import dev.twintrack.network.Tensor;
import java.util.Map;

/**
 * What one target looks like among its own surroundings: a linear classifier on the embedding's positions, learned while
 * tracking. Weighted ridge regression of a Gaussian label on unit-length embeddings, {@code w = (A + λI)⁻¹ b}, whose
 * statistics {@code A = Σ v·x·xᵀ} and {@code b = Σ v·y·x} are running means over the confident frames plus a fixed share
 * of the first one. (The online discriminative idea of Danelljan et al., "ATOM", CVPR 2019, section 3.3, in closed form.)
 *
 * <p>Cheap because the embedding is narrow: one update costs about {@code positions · C² + C³ / 3} operations.
 */
final class TargetMemory {

    private static final double RIDGE = 0.02;
    private static final double FIRST_SHARE = 0.3;
    private static final double LABEL_WIDTH = 0.8;

    private final int channels;
    private final int cells;
    private double[] firstA;
    private double[] firstB;
    private double[] recentA;
    private double[] recentB;
    private float[] weights;

    TargetMemory(int channels, int cells) {
        this.channels = channels;
        this.cells = cells;
    }

    /**
     * How well each position fits the target.
     *
     * @param features {@code n × C × cells × cells}
     * @param index which of the {@code n} maps
     * @return about 1 on the target and 0 elsewhere; null before the first {@link #learn}
     */
    float[] respond(float[] features, int index) {
        if (weights == null) {
            return null;
        }
        int plane = cells * cells;
        float[] norms = norms(features, index);
        float[] response = new float[plane];
        for (int c = 0; c < channels; c++) {
            int base = (index * channels + c) * plane;
            float weight = weights[c];
            for (int i = 0; i < plane; i++) {
                response[i] += weight * features[base + i];
            }
        }
        for (int i = 0; i < plane; i++) {
            response[i] = response[i] * norms[i] + weights[channels];
        }
        return response;
    }

    /**
     * Takes in one frame.
     *
     * @param column where the target's centre is, in cells, may be fractional
     * @param row likewise
     * @param rate share of this frame in the running means; ignored the first time
     */
    void learn(float[] features, int index, double column, double row, double rate) {
        int plane = cells * cells;
        int width = channels + 1;
        float[] norms = norms(features, index);
        double[] label = label(column, row);
        double positive = 0;
        for (double y : label) {
            positive += y;
        }
        double negative = plane - positive;
        double[] a = new double[width * width];
        double[] b = new double[width];
        double[] x = new double[width];
        x[channels] = 1;
        for (int i = 0; i < plane; i++) {
            for (int c = 0; c < channels; c++) {
                x[c] = features[(index * channels + c) * plane + i] * norms[i];
            }
            double weight = label[i] / positive + (1 - label[i]) / negative;
            for (int r = 0; r < width; r++) {
                double scaled = weight * x[r];
                b[r] += scaled * label[i];
                int line = r * width;
                for (int c = 0; c <= r; c++) {
                    a[line + c] += scaled * x[c];
                }
            }
        }
        take(a, b, rate);
        solve();
    }

    private void take(double[] a, double[] b, double rate) {
        if (firstA == null) {
            firstA = a;
            firstB = b;
            recentA = a.clone();
            recentB = b.clone();
            return;
        }
        for (int i = 0; i < a.length; i++) {
            recentA[i] += rate * (a[i] - recentA[i]);
        }
        for (int i = 0; i < b.length; i++) {
            recentB[i] += rate * (b[i] - recentB[i]);
        }
    }

    private double[] label(double column, double row) {
        double[] label = new double[cells * cells];
        for (int i = 0; i < label.length; i++) {
            double dx = i % cells - column;
            double dy = i / cells - row;
            label[i] = Math.exp(-(dx * dx + dy * dy) / (2 * LABEL_WIDTH * LABEL_WIDTH));
        }
        return label;
    }

    private float[] norms(float[] features, int index) {
        int plane = cells * cells;
        float[] norms = new float[plane];
        for (int c = 0; c < channels; c++) {
            int base = (index * channels + c) * plane;
            for (int i = 0; i < plane; i++) {
                norms[i] += features[base + i] * features[base + i];
            }
        }
        for (int i = 0; i < plane; i++) {
            norms[i] = (float) (1 / Math.sqrt(norms[i] + 1e-12));
        }
        return norms;
    }

    /** {@code w = (A + λI)⁻¹ b}. Only the lower triangle of A is kept. */
    private void solve() {
        int n = channels + 1;
        double[] l = new double[n * n];
        for (int i = 0; i < l.length; i++) {
            l[i] = FIRST_SHARE * firstA[i] + (1 - FIRST_SHARE) * recentA[i];
        }
        double[] w = new double[n];
        for (int i = 0; i < n; i++) {
            l[i * n + i] += RIDGE / channels;
            w[i] = FIRST_SHARE * firstB[i] + (1 - FIRST_SHARE) * recentB[i];
        }
        factorise(l, n);
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                w[i] -= l[i * n + k] * w[k];
            }
            w[i] /= l[i * n + i];
        }
        weights = new float[n];
        for (int i = n - 1; i >= 0; i--) {
            w[i] /= l[i * n + i];
            for (int k = 0; k < i; k++) {
                w[k] -= l[i * n + k] * w[i];
            }
            weights[i] = (float) w[i];
        }
    }

    /**
     * Cholesky's {@code A = L·Lᵀ} in place of A's lower triangle: each column, once it is known, is taken out of all that
     * follow, row by row, which compilers turn into vector instructions.
     */
    private static void factorise(double[] l, int n) {
        double[] column = new double[n];
        for (int k = 0; k < n; k++) {
            double pivot = Math.sqrt(Math.max(l[k * n + k], 1e-12));
            l[k * n + k] = pivot;
            for (int i = k + 1; i < n; i++) {
                column[i] = l[i * n + k] / pivot;
                l[i * n + k] = column[i];
            }
            for (int i = k + 1; i < n; i++) {
                double share = column[i];
                int line = i * n;
                for (int j = k + 1; j <= i; j++) {
                    l[line + j] -= share * column[j];
                }
            }
        }
    }

    /** Puts what was learned among a snapshot's tensors. */
    void save(Map<String, Tensor> tensors) {
        if (weights != null) {
            tensors.put("memory.first.a", tensor(lower(firstA)));
            tensors.put("memory.first.b", tensor(firstB));
            tensors.put("memory.recent.a", tensor(lower(recentA)));
            tensors.put("memory.recent.b", tensor(recentB));
        }
    }

    /** Takes back what {@link #save} put there. */
    void load(Map<String, Tensor> tensors) {
        int n = channels + 1;
        Tensor saved = tensors.get("memory.first.a");
        if (saved == null) {
            return;
        }
        firstA = square(doubles(tensors, "memory.first.a", n * (n + 1) / 2));
        firstB = doubles(tensors, "memory.first.b", n);
        recentA = square(doubles(tensors, "memory.recent.a", n * (n + 1) / 2));
        recentB = doubles(tensors, "memory.recent.b", n);
        solve();
    }

    /** The lower triangle, which is all of a symmetric matrix that is kept, row after row. */
    private double[] lower(double[] matrix) {
        int n = channels + 1;
        double[] rows = new double[n * (n + 1) / 2];
        for (int row = 0; row < n; row++) {
            System.arraycopy(matrix, row * n, rows, row * (row + 1) / 2, row + 1);
        }
        return rows;
    }

    /** The matrix whose {@linkplain #lower lower triangle} is given. */
    private double[] square(double[] rows) {
        int n = channels + 1;
        double[] matrix = new double[n * n];
        for (int row = 0; row < n; row++) {
            System.arraycopy(rows, row * (row + 1) / 2, matrix, row * n, row + 1);
        }
        return matrix;
    }

    private static Tensor tensor(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return new Tensor(new long[] {values.length}, floats);
    }

    private static double[] doubles(Map<String, Tensor> tensors, String name, int size) {
        Tensor tensor = tensors.get(name);
        if (tensor == null || tensor.data().length != size) {
            throw new TwintrackException(
                    "the snapshot's %s does not fit the model: start the target anew".formatted(name));
        }
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = tensor.data()[i];
        }
        return values;
    }
}
