/**
 * Losses on the maps that a tracker's head gives: one score and four distances for each cell.
 *
 * <p>A {@link dev.twintrack.training.loss.MapGeometry} says where the cells lie in the search crop;
 * {@link dev.twintrack.training.loss.MapLabels} turns the target's box in that crop into labels and distances (plain Java,
 * made by the threads that load data); {@link dev.twintrack.training.loss.ScoreLoss} and
 * {@link dev.twintrack.training.loss.BoxLoss} turn predictions and labels into one number to go down (NDArrays, on the
 * thread that trains). {@link dev.twintrack.training.loss.Scoped} keeps memory flat. Losses on embeddings are in
 * {@code dev.twintrack.training.metric}.
 */
package dev.twintrack.training.loss;
