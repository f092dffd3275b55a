package dev.twintrack.streams;

import dev.twintrack.Estimate;
import dev.twintrack.Status;
import dev.twintrack.Target;
import java.util.Optional;

/** One target of a stream while it lives: its names, its count of events and what the last frame said. */
final class LiveTrack {

    private final String stream;
    private final String track;
    private final Target target;
    private Optional<String> label;
    private long sequence;
    private Estimate estimate;
    private FrameStamp seen;

    LiveTrack(String stream, String track, Optional<String> label, Target target, long firstSequence) {
        this.stream = stream;
        this.track = track;
        this.label = label;
        this.target = target;
        this.sequence = firstSequence;
        this.estimate = target.last();
    }

    /**
     * One that was saved.
     *
     * @param target null where only its end is to be told
     */
    LiveTrack(String stream, StreamState.LiveTarget saved, Target target) {
        this.stream = stream;
        this.track = saved.track();
        this.label = saved.label();
        this.target = target;
        this.sequence = saved.sequence();
        this.estimate = saved.estimate();
        this.seen = saved.seen();
    }

    StreamState.LiveTarget save() {
        return new StreamState.LiveTarget(track, label, sequence, seen, estimate, target.whereabouts());
    }

    Target target() {
        return target;
    }

    void rename(Optional<String> newLabel) {
        label = newLabel;
    }

    TrackView view() {
        return new TrackView(track, label, estimate, target);
    }

    TrackEvent started(FrameStamp at, Optional<String> command) {
        return event(EventType.TRACK_STARTED, at, estimate, Optional.empty(), command);
    }

    TrackEvent searched(FrameStamp at, Estimate newer) {
        boolean wasLost = estimate.status() == Status.LOST;
        boolean isLost = newer.status() == Status.LOST;
        EventType type =
                wasLost == isLost ? EventType.TRACK_UPDATED : isLost ? EventType.TRACK_LOST : EventType.TRACK_RECOVERED;
        return event(type, at, newer, Optional.empty(), Optional.empty());
    }

    TrackEvent ended(String reason, Optional<String> command) {
        return event(EventType.TRACK_ENDED, seen, estimate, Optional.of(reason), command);
    }

    private TrackEvent event(
            EventType type, FrameStamp at, Estimate newer, Optional<String> reason, Optional<String> command) {
        seen = at;
        estimate = newer;
        return new TrackEvent(
                stream,
                track,
                type,
                estimate.status(),
                sequence++,
                at,
                estimate.box(),
                estimate.confidence(),
                label,
                reason,
                command);
    }
}
