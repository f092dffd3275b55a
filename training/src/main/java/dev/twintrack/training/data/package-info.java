/**
 * Training data. The way of a picture: a {@link dev.twintrack.training.data.DataFormat} reads a data set into
 * {@link dev.twintrack.training.data.Sequence sequences}; {@code prepare} cuts the surroundings of every annotated object
 * into a {@link dev.twintrack.training.data.CropStore} once; a sampler draws from it and augments; a loader keeps
 * batches ready.
 */
package dev.twintrack.training.data;
