package dev.twintrack;

/**
 * Where one search placed the target.
 *
 * @param box in pixels of the frame, size smoothed, not yet clipped
 * @param evidence how far to trust it
 * @param map the raw response
 * @param peak the cell of the map that was chosen
 */
record Finding(Box box, Evidence evidence, ScoreMap map, int peak) {}
