package dev.twintrack.streams;

import dev.twintrack.Box;
import dev.twintrack.Frame;
import java.util.Optional;

/**
 * The wish to follow something.
 *
 * @param box around it, in pixels of the frame
 * @param track its name within the stream; the stream's next free number when empty
 * @param label what the user calls it
 * @param command the command to be answered, repeated in the events that answer it
 * @param frame the frame that the box is on, where that is not the one on which the wish is granted: who draws a box on
 *     a live picture has one before him that is over
 */
public record StartTarget(
        Box box, Optional<String> track, Optional<String> label, Optional<String> command, Optional<Frame> frame) {

    /** A target on the frame on which the wish is granted. */
    public StartTarget(Box box, Optional<String> track, Optional<String> label, Optional<String> command) {
        this(box, track, label, command, Optional.empty());
    }

    /** A target without name, label or command. */
    public static StartTarget at(Box box) {
        return new StartTarget(box, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
