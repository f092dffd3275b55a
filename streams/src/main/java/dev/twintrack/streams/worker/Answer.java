package dev.twintrack.streams.worker;

import dev.twintrack.streams.Event;
import dev.twintrack.streams.StreamState;
import java.util.List;
import java.util.Map;

/**
 * What came of a frame, until its record is processed.
 *
 * @param offset of the frame's record
 * @param events in their order
 * @param state of the stream after the frame
 * @param capture the run of {@code capture} that the frame came from
 * @param gaps the interruptions of that run that have been told
 * @param outcomes of the commands that were granted, or refused, on it
 * @param snapshots of targets, by name, that are to be saved
 * @param gone names of the targets that ended
 */
record Answer(
        long offset,
        List<Event> events,
        StreamState state,
        long capture,
        long gaps,
        List<Outcome> outcomes,
        Map<String, byte[]> snapshots,
        List<String> gone) {}
