/**
 * Training a tracker: {@link dev.twintrack.training.TrainConfig} read from YAML, a
 * {@link dev.twintrack.training.TrackingObjective} that compares the twin network's answers with labels, and the verbs.
 * Data comes from {@code training.data}, the losses from {@code training.loss}, the loop itself from
 * {@code training.loop}.
 */
package dev.twintrack.training;
