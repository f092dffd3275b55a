/**
 * Hard negatives from the tracker's own mistakes: {@link dev.twintrack.training.mine.MineCommand} runs a model over
 * training videos, {@link dev.twintrack.training.mine.Patrol} follows the annotated objects of one video and
 * {@link dev.twintrack.training.mine.FalsePeaks} reads wrong places off its score maps. The list goes through
 * {@code prepare --hard} into the next round of training.
 */
package dev.twintrack.training.mine;
