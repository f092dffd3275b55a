package dev.twintrack.streams;

import dev.twintrack.Portrait;
import java.util.Optional;

/**
 * The wish to follow something that is looked for all over the frame on which the wish is granted.
 *
 * @param portrait what it looks like, made by the tracker of the stream
 * @param label what the user calls it
 * @param track its name within the stream; the stream's next free number when empty
 * @param command the command to be answered, repeated in the events that answer it
 */
public record FindTarget(Portrait portrait, String label, Optional<String> track, Optional<String> command) {}
