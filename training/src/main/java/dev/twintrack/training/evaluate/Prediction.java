package dev.twintrack.training.evaluate;

import dev.twintrack.Box;

/**
 * Where a tracker sees its target.
 *
 * @param box 0-based pixels
 * @param confidence the tracker's own number, higher where it is surer; NaN from a tracker that gives none
 */
public record Prediction(Box box, double confidence) {}
