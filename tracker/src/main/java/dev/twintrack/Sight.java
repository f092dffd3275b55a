package dev.twintrack;

import java.util.Arrays;

/**
 * A region as it was searched, and where in it the target was.
 *
 * @param crops pixels of the search crops of one run, one after another
 * @param index which of them it is
 * @param length bytes of each
 * @param column of the target's centre in the score map, in cells, may be fractional
 * @param row likewise
 */
record Sight(byte[] crops, int index, int length, double column, double row) {

    byte[] crop() {
        return Arrays.copyOfRange(crops, index * length, (index + 1) * length);
    }
}
