package dev.twintrack.streams.observe;

import dev.twintrack.streams.Event;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.Sink;
import dev.twintrack.streams.SourceInfo;
import dev.twintrack.streams.SourceLosses;
import dev.twintrack.streams.StreamEvent;
import dev.twintrack.streams.TimedFrame;
import dev.twintrack.streams.TrackEvent;
import dev.twintrack.streams.TrackView;
import dev.twintrack.streams.live.ConnectionListener;
import dev.twintrack.streams.observe.StateLog.Change;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One stream seen from outside: a sink that counts and tells, and the ear for its source's connection. The sink's methods
 * belong to the thread that drives the stream; close it with the stream.
 */
public final class StreamWatch implements Sink, ConnectionListener {

    static final String LOST = "source.lost";
    static final String BACK = "source.back";
    private static final String GIVEN_UP = "source.given-up";

    private final String stream;
    private final StreamMeters meters;
    private final StreamCondition condition;
    private final StateLog log;
    private final Runnable forget;

    StreamWatch(String stream, StreamMeters meters, StreamCondition condition, StateLog log, Runnable forget) {
        this.stream = stream;
        this.meters = meters;
        this.condition = condition;
        this.log = log;
        this.forget = forget;
    }

    /** Says what the stream's frames come from, once it is open: only a live one can be silent for too long. */
    public void over(SourceInfo source, Supplier<SourceLosses> losses) {
        condition.live(source.live());
        meters.losses(losses);
    }

    @Override
    public void frame(TimedFrame frame, List<TrackView> tracks) {
        seen(tracks);
    }

    /** A frame is through, which need not be at hand. */
    public void seen(List<TrackView> tracks) {
        condition.frame();
        meters.frame(tracks);
    }

    @Override
    public void event(Event event) {
        meters.event(event);
        if (event.type() == EventType.STREAM_ENDED && event instanceof StreamEvent end) {
            condition.ended(end.reason().orElse("no reason given"));
        }
        if (event.type() != EventType.TRACK_UPDATED) {
            log.tell(new Change(event.type().wireName(), Optional.of(stream), track(event), words(event)));
        }
    }

    @Override
    public void lost(String reason) {
        condition.lost(reason);
        log.tell(Change.of(LOST, stream, reason + "; trying again"));
    }

    @Override
    public void back(Duration away) {
        condition.back();
        meters.reconnected();
        log.tell(Change.of(BACK, stream, String.format(Locale.ROOT, "back after %.1f s", away.toMillis() / 1e3)));
    }

    @Override
    public void givenUp(String reason) {
        log.tell(Change.of(GIVEN_UP, stream, reason));
    }

    @Override
    public void close() {
        forget.run();
        meters.remove();
    }

    private static Optional<String> track(Event event) {
        return event instanceof TrackEvent track ? Optional.of(track.track()) : Optional.empty();
    }

    private static String words(Event event) {
        String frame = "frame " + event.at().index();
        if (event instanceof TrackEvent track) {
            String label = track.label().map(name -> " (" + name + ")").orElse("");
            String reason = track.reason().map(why -> ": " + why).orElse("");
            return String.format(Locale.ROOT, "%s%s, confidence %.2f%s", frame, label, track.confidence(), reason);
        }
        return frame + ((StreamEvent) event).reason().map(why -> ": " + why).orElse("");
    }
}
