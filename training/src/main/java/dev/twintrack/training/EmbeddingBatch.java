package dev.twintrack.training;

/**
 * A P × K batch for metric learning: crops, or the pooled trunk features of crops.
 *
 * @param index its position in the run
 * @param values one after another
 * @param shape of one: {@code {3, size, size}} for a crop, {@code {channels, 1, 1}} for features
 * @param labels the track that each shows
 */
record EmbeddingBatch(long index, float[] values, long[] shape, int[] labels) {

    /** Number of crops. */
    int size() {
        return labels.length;
    }

    /** The shape of all. */
    long[] whole() {
        return new long[] {labels.length, shape[0], shape[1], shape[2]};
    }

    /** Whether these are trunk features. */
    boolean features() {
        return shape[1] == 1;
    }
}
