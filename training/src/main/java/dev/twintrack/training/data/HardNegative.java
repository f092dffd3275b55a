package dev.twintrack.training.data;

import dev.twintrack.Box;

/**
 * A place where a tracker was wrong about a target: a false peak, or where it stood after it had lost it.
 *
 * @param dataset the data set's name in the crop store
 * @param sequence the sequence's name within it
 * @param track the target's number within the sequence
 * @param frame 0-based frame index
 * @param box the wrong place, in pixels of the picture, at the size that the tracker gave it
 * @param score how sure the tracker was, in {@code [0, 1]}
 */
public record HardNegative(String dataset, String sequence, int track, int frame, Box box, double score) {}
