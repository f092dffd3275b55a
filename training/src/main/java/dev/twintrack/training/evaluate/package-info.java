/**
 * Trackers measured as the field measures them.
 */
package dev.twintrack.training.evaluate;
