package dev.twintrack.streams;

import java.util.Arrays;
import java.util.Optional;

/** What an {@link Event} tells, with the name it carries outside the process. */
public enum EventType {
    /** The first frame of a stream has come. */
    STREAM_STARTED("stream.started"),
    /** Frames or events are missing before this point. */
    STREAM_GAP("stream.gap"),
    /** No further frame and no further event comes. */
    STREAM_ENDED("stream.ended"),
    /** A target was pointed at: its first event. */
    TRACK_STARTED("track.started"),
    /** A further frame was searched. */
    TRACK_UPDATED("track.updated"),
    /** The first frame in which a target is out of sight. */
    TRACK_LOST("track.lost"),
    /** The first frame in which a lost target is back. */
    TRACK_RECOVERED("track.recovered"),
    /** A target is given up or its stream is over: its last event. */
    TRACK_ENDED("track.ended");

    private final String wireName;

    EventType(String wireName) {
        this.wireName = wireName;
    }

    /** The name in JSON, such as {@code track.updated}. */
    public String wireName() {
        return wireName;
    }

    /** The type with that name in JSON. */
    public static Optional<EventType> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equals(name))
                .findFirst();
    }

    /** Whether the event belongs to one target. */
    public boolean ofTrack() {
        return wireName.startsWith("track.");
    }

    /** Whether a newer event of the same target makes this one dispensable. All others are the life cycle. */
    public boolean droppable() {
        return this == TRACK_UPDATED;
    }
}
