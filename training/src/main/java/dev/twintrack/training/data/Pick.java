package dev.twintrack.training.data;

/**
 * One crop of a P × K batch before it is drawn.
 *
 * @param track index among the sampler's tracks: the crop's label
 * @param crop index among the track's crops
 * @param view seed of the crop's augmentation
 */
public record Pick(int track, int crop, long view) {}
