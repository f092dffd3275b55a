package dev.twintrack.streams;

import java.util.Optional;

/**
 * The wish to call a target otherwise.
 *
 * @param track its name within the stream, which stays
 * @param label what the user calls it from now on, from its next event on; nothing takes the label away
 */
public record RenameTarget(String track, Optional<String> label) {}
