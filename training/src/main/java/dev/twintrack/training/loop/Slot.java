package dev.twintrack.training.loop;

/**
 * Where one named array lies in a {@link FlatWeights flat} array of floats.
 *
 * @param name stable name, such as {@code neck.bn.weight}
 * @param shape sizes of its axes
 * @param offset index of its first value
 * @param length number of values
 * @param trainable whether it is learnt
 */
record Slot(String name, long[] shape, int offset, int length, boolean trainable) {

    int end() {
        return offset + length;
    }
}
