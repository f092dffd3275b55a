/**
 * The application. {@link dev.twintrack.streams.Main} is the command line: it finds every {@link dev.twintrack.Verb}.
 */
package dev.twintrack.streams;
