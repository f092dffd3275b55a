package dev.twintrack.streams;

import dev.twintrack.Estimate;
import dev.twintrack.Status;
import dev.twintrack.Target;
import java.util.Optional;

/** One target of a stream while it lives: its names, its count of events and the status before the next frame. */
final class LiveTrack {

    private final String stream;
    private final String track;
    private final Optional<String> label;
    private final Target target;
    private long sequence;
    private Status status;
    private FrameStamp seen;

    LiveTrack(String stream, String track, Optional<String> label, Target target, long firstSequence) {
        this.stream = stream;
        this.track = track;
        this.label = label;
        this.target = target;
        this.sequence = firstSequence;
        this.status = target.last().status();
    }

    Target target() {
        return target;
    }

    TrackView view() {
        return new TrackView(track, label, target.last(), target);
    }

    TrackEvent started(FrameStamp at, Optional<String> command) {
        return event(EventType.TRACK_STARTED, at, target.last(), Optional.empty(), command);
    }

    TrackEvent searched(FrameStamp at, Estimate estimate) {
        boolean wasLost = status == Status.LOST;
        boolean isLost = estimate.status() == Status.LOST;
        EventType type =
                wasLost == isLost ? EventType.TRACK_UPDATED : isLost ? EventType.TRACK_LOST : EventType.TRACK_RECOVERED;
        return event(type, at, estimate, Optional.empty(), Optional.empty());
    }

    TrackEvent ended(String reason, Optional<String> command) {
        return event(EventType.TRACK_ENDED, seen, target.last(), Optional.of(reason), command);
    }

    private TrackEvent event(
            EventType type, FrameStamp at, Estimate estimate, Optional<String> reason, Optional<String> command) {
        seen = at;
        status = estimate.status();
        return new TrackEvent(
                stream,
                track,
                type,
                status,
                sequence++,
                at,
                estimate.box(),
                estimate.confidence(),
                label,
                reason,
                command);
    }
}
