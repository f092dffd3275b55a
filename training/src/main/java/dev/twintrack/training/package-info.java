/**
 * Training runs. A tracker: {@link dev.twintrack.training.TrainConfig} read from YAML, and a
 * {@link dev.twintrack.training.TrackingObjective} that compares the twin network's answers with labels. An embedding:
 * {@link dev.twintrack.training.MetricConfig} and {@link dev.twintrack.training.MetricObjective}, which asks that crops of
 * one track lie closer than those of two. Data comes from {@code training.data}, the losses from {@code training.loss} and {@code training.metric}, the loop itself from
 * {@code training.loop}.
 */
package dev.twintrack.training;
