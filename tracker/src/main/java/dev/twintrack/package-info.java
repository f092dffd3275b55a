/**
 * The tracker as a library. Open a {@link dev.twintrack.Tracker}, start a {@link dev.twintrack.Target} on a
 * {@link dev.twintrack.Frame} with a {@link dev.twintrack.Box}, update it frame by frame and act on the
 * {@link dev.twintrack.Estimate}.
 */
package dev.twintrack;
