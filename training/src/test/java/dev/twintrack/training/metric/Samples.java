package dev.twintrack.training.metric;

import java.util.Random;

/** Small random batches. */
final class Samples {

    static final int DIMENSION = 5;

    private Samples() {}

    static float[][] embeddings(int seed, int count) {
        Random random = new Random(seed);
        float[][] rows = new float[count][DIMENSION];
        for (float[] row : rows) {
            for (int i = 0; i < DIMENSION; i++) {
                row[i] = (float) random.nextGaussian();
            }
        }
        return rows;
    }

    /** Labels drawn from few classes, so that some class may have one member or none. */
    static int[] labels(int seed, int count, int classes) {
        Random random = new Random(1000 + seed);
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = 7 * random.nextInt(classes) - 3;
        }
        return labels;
    }

    static float[] flat(float[][] rows) {
        float[] flat = new float[rows.length * DIMENSION];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, flat, i * DIMENSION, DIMENSION);
        }
        return flat;
    }

    /** Rows of doubles, for oracles. */
    static double[][] rows(double[] flat) {
        double[][] rows = new double[flat.length / DIMENSION][DIMENSION];
        for (int i = 0; i < flat.length; i++) {
            rows[i / DIMENSION][i % DIMENSION] = flat[i];
        }
        return rows;
    }

    static double euclidean(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }

    static double cosine(double[] a, double[] b) {
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            dot += a[i] * b[i];
            aa += a[i] * a[i];
            bb += b[i] * b[i];
        }
        return dot / Math.sqrt(aa * bb);
    }
}
