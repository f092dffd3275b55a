package dev.twintrack.streams;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * An event about a stream itself.
 *
 * @param stream the stream's name
 * @param type one of the {@code STREAM_} types
 * @param sequence counts the stream's own events
 * @param at the first frame (started), the frame after the break (gap), the last frame (ended)
 * @param reason why there is a gap or an end
 * @param missed how many frames or events a gap swallowed, where that is known
 * @param insert counts from 1 what was put in on the way, after the stream's own event of that sequence; empty for the
 *     stream's own events
 */
public record StreamEvent(
        String stream,
        EventType type,
        long sequence,
        FrameStamp at,
        Optional<String> reason,
        OptionalLong missed,
        OptionalInt insert)
        implements Event {

    public StreamEvent {
        if (type.ofTrack()) {
            throw new IllegalArgumentException(type + " is an event of a track");
        }
    }

    /** An event of the stream's own. */
    public StreamEvent(
            String stream, EventType type, long sequence, FrameStamp at, Optional<String> reason, OptionalLong missed) {
        this(stream, type, sequence, at, reason, missed, OptionalInt.empty());
    }

    @Override
    public String id() {
        return stream + "//" + sequence + (insert.isPresent() ? "." + insert.getAsInt() : "");
    }
}
