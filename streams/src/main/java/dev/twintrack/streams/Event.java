package dev.twintrack.streams;

/**
 * Something a stream tells the world. Within a stream events are ordered; one frame gives each target exactly one of
 * started, updated, lost and recovered.
 */
public sealed interface Event permits StreamEvent, TrackEvent {

    /** The name of the stream, chosen by its user. */
    String stream();

    EventType type();

    /** Counts by one within the target, or within the stream for the stream's own events. */
    long sequence();

    /** The frame that the event is about. */
    FrameStamp at();

    /**
     * {@code stream/track/sequence}, or {@code stream//sequence} for the stream's own events ({@code
     * stream//sequence.insert} for what was put in on the way): the same when an event is sent twice, so that whoever
     * reads can drop the second.
     */
    String id();
}
