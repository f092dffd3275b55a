/**
 * Fits what belongs to a model but is not learned by gradient: the tracking settings and the calibration of the
 * confidence, both on held-back sequences. {@link dev.twintrack.training.tune.TuneCommand} is the verb;
 * {@link dev.twintrack.training.tune.Rehearsal} runs a tracker over clips.
 */
package dev.twintrack.training.tune;
