package dev.twintrack.training.data;

import dev.twintrack.Box;

/**
 * Another annotated object that shows in a patch.
 *
 * @param track its number within the sequence
 * @param label its class, or empty
 * @param box where it is, in pixels of the patch; may reach outside
 */
public record Neighbour(int track, String label, Box box) {}
