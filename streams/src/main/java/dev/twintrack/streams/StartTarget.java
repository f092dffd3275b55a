package dev.twintrack.streams;

import dev.twintrack.Box;
import java.util.Optional;

/**
 * The wish to follow something.
 *
 * @param box around it, in pixels of the frame on which the wish is granted
 * @param track its name within the stream; the stream's next free number when empty
 * @param label what the user calls it
 * @param command the command to be answered, repeated in the events that answer it
 */
public record StartTarget(Box box, Optional<String> track, Optional<String> label, Optional<String> command) {

    /** A target without name, label or command. */
    public static StartTarget at(Box box) {
        return new StartTarget(box, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
