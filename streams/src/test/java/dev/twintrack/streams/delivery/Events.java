package dev.twintrack.streams.delivery;

import dev.twintrack.Box;
import dev.twintrack.Status;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.FrameStamp;
import dev.twintrack.streams.StreamEvent;
import dev.twintrack.streams.TrackEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;

/** Events of a stream called gate, for tests. */
final class Events {

    /** A broker refuses what is dated more than an hour ahead. */
    private static final Instant START =
            Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(600);

    private Events() {}

    static FrameStamp at(long frame) {
        return new FrameStamp(frame, Duration.ofMillis(40 * frame), START.plusMillis(40 * frame), 640, 480);
    }

    static StreamEvent stream(EventType type, long sequence) {
        return new StreamEvent("gate", type, sequence, at(sequence), Optional.empty(), OptionalLong.empty());
    }

    static TrackEvent update(long sequence) {
        return track(EventType.TRACK_UPDATED, sequence);
    }

    static TrackEvent track(EventType type, long sequence) {
        return track("1", type, sequence);
    }

    static TrackEvent track(String track, EventType type, long sequence) {
        boolean lost = type == EventType.TRACK_LOST;
        return new TrackEvent(
                "gate",
                track,
                type,
                lost ? Status.LOST : Status.TRACKING,
                sequence,
                at(sequence),
                lost ? Optional.empty() : Optional.of(new Box(1, 2, 3, 4)),
                0.5,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
