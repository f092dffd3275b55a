/** The verb that follows targets through one source. */
package dev.twintrack.streams.track;
