/** The demonstration: a clip that it makes itself, through everything there is, with a report of how it went. */
package dev.twintrack.streams.demo;
