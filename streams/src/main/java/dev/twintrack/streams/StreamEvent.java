package dev.twintrack.streams;

import java.util.Optional;
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
 */
public record StreamEvent(
        String stream, EventType type, long sequence, FrameStamp at, Optional<String> reason, OptionalLong missed)
        implements Event {

    public StreamEvent {
        if (type.ofTrack()) {
            throw new IllegalArgumentException(type + " is an event of a track");
        }
    }

    @Override
    public String id() {
        return stream + "//" + sequence;
    }
}
