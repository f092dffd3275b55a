package dev.twintrack.streams;

import dev.twintrack.Box;
import dev.twintrack.Status;
import java.util.Optional;

/**
 * An event about one target.
 *
 * @param stream the stream's name
 * @param track the target's name within its stream
 * @param type one of the {@code TRACK_} types
 * @param status what is known about the target after this frame
 * @param sequence counts the target's events from the stream's first number on
 * @param at the frame searched; for an end the last one
 * @param box where the target is, in pixels; empty while it is lost
 * @param confidence in {@code [0, 1]}, of the best guess
 * @param label what its user calls the target
 * @param reason why it ended
 * @param command the command that this event answers
 */
public record TrackEvent(
        String stream,
        String track,
        EventType type,
        Status status,
        long sequence,
        FrameStamp at,
        Optional<Box> box,
        double confidence,
        Optional<String> label,
        Optional<String> reason,
        Optional<String> command)
        implements Event {

    public TrackEvent {
        if (!type.ofTrack()) {
            throw new IllegalArgumentException(type + " is an event of a stream");
        }
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence " + confidence + " is not in [0, 1]");
        }
    }

    @Override
    public String id() {
        return stream + "/" + track + "/" + sequence;
    }
}
