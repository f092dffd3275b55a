/**
 * Gradient descent on anything, with nothing of tracking in it. {@link dev.twintrack.training.loop.TrainingLoop} asks
 * {@link dev.twintrack.training.loop.Batches} for samples and an {@link dev.twintrack.training.loop.Objective} for their
 * loss, changes the weights as {@link dev.twintrack.training.loop.LoopConfig} says, measures them with a
 * {@link dev.twintrack.training.loop.Validation}, writes {@link dev.twintrack.training.loop.RunLog logs} and checkpoints.
 * The optimisers work on one flat array of floats in Java; DJL's PyTorch engine gives the gradients.
 */
package dev.twintrack.training.loop;
