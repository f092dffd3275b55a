package dev.twintrack.streams;

import java.util.Optional;

/**
 * The wish to follow something no longer.
 *
 * @param track its name within the stream
 * @param reason goes into its last event
 * @param command the command to be answered
 */
public record StopTarget(String track, String reason, Optional<String> command) {}
