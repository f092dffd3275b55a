/**
 * Embeddings put to use: {@link dev.twintrack.training.embed.Embedder} turns pictures of things into unit vectors by any
 * Twintrack model, {@link dev.twintrack.training.embed.Calibration} says how close is close enough, and the verbs
 * {@code verify} (do two pictures show the same thing?) and {@code embed} (what is this, given a few examples?) answer
 * with both. How vectors are compared and measured is in {@link dev.twintrack.training.metric}.
 */
package dev.twintrack.training.embed;
