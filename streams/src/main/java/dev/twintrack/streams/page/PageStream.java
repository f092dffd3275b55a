package dev.twintrack.streams.page;

import dev.twintrack.Box;
import dev.twintrack.Frame;
import dev.twintrack.ScoreMap;
import dev.twintrack.Target;
import dev.twintrack.streams.Event;
import dev.twintrack.streams.EventJson;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.Sink;
import dev.twintrack.streams.SourceInfo;
import dev.twintrack.streams.StreamControl;
import dev.twintrack.streams.TimedFrame;
import dev.twintrack.streams.TrackEvent;
import dev.twintrack.streams.TrackView;
import dev.twintrack.streams.page.Mailbox.News;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * One stream on the page: a sink that shows what a pipeline does. The pipeline's thread calls the methods of
 * {@link Sink}; everything else is safe for any thread.
 */
public final class PageStream implements Sink {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final double RATE_MEMORY = 0.9;

    /** What takes longer was a pause, and no measure of speed. */
    private static final long LONGEST_FRAME_NANOS = 1_000_000_000;

    private static final long TEMPLATE_PATIENCE_NANOS = 5_000_000_000L;

    private final String name;
    private final SourceInfo source;
    private final Optional<Playback> recording;
    private final Browsers browsers;
    private final Pictures pictures;
    private final History history;
    private final Orders orders;
    private final Map<String, Target> targets = new ConcurrentHashMap<>();
    private final Map<String, byte[]> templates = new ConcurrentHashMap<>();
    private final Map<String, byte[]> drawn = new HashMap<>();
    private final Set<String> heard = new HashSet<>();
    private final Map<String, ScoreMap> scoreMaps = new ConcurrentHashMap<>();
    private volatile TimedFrame last;
    private volatile boolean ended;
    private volatile double rate;
    private long lastNanos;

    PageStream(String name, SourceInfo source, Optional<Playback> recording, Browsers browsers, Room room) {
        this.name = name;
        this.source = source;
        this.recording = recording;
        this.browsers = browsers;
        this.history = new History(room::events);
        this.pictures = new Pictures(recording, room::pictureBytes);
        this.orders = new Orders(this, recording);
        recording.ifPresent(playback -> playback.onLastFrame(orders::pauseAtEnd));
    }

    /**
     * Lets people at the page command the stream that this sink belongs to. Call it before the stream runs.
     *
     * @param holds whether a recording waits on its first frame, so that somebody can point at something
     */
    public void commands(StreamControl control, boolean holds) {
        orders.take(control, holds && recording.isPresent());
    }

    @Override
    public void event(Event event) {
        history.add(event);
        if (event instanceof TrackEvent track) {
            if (track.type() == EventType.TRACK_STARTED) {
                scoreMaps.remove(track.track());
                heardOf(track);
            }
        } else if (event.type() == EventType.STREAM_ENDED) {
            ended = true;
        }
        browsers.tell(new News("track", EventJson.write(event), event.type().droppable()));
    }

    @Override
    public void frame(TimedFrame frame, List<TrackView> views) {
        boolean sizeIsNew = last == null
                || last.frame().width() != frame.frame().width()
                || last.frame().height() != frame.frame().height();
        last = frame;
        measureRate();
        pictures.add(frame.index(), frame.frame());
        for (TrackView view : views) {
            targets.put(view.track(), view.target());
            view.target().scoreMap().ifPresent(map -> scoreMaps.put(view.track(), map));
        }
        takeMissingTemplates();
        if (sizeIsNew) {
            tellState();
        }
        browsers.tell(new News(
                "frame",
                JSON.writeValueAsString(Map.of(
                        "stream",
                        name,
                        "frame",
                        frame.index(),
                        "time",
                        frame.mediaTime().toMillis() / 1e3,
                        "rate",
                        Math.round(rate * 10) / 10.0)),
                true));
        orders.seen();
    }

    @Override
    public void finish() {
        ended = true;
        tellState();
    }

    @Override
    public void close() {
        ended = true;
        tellState();
        pictures.close();
    }

    String name() {
        return name;
    }

    SourceInfo source() {
        return source;
    }

    Optional<Playback> recording() {
        return recording;
    }

    History history() {
        return history;
    }

    Pictures pictures() {
        return pictures;
    }

    Orders orders() {
        return orders;
    }

    /** The last frame, or nothing before the first. */
    Optional<TimedFrame> last() {
        return Optional.ofNullable(last);
    }

    /** What a target looked like when it was started, as JPEG. */
    Optional<byte[]> template(String track) {
        return Optional.ofNullable(templates.get(track));
    }

    /** The last search for a target. */
    Optional<Search> search(String track) {
        ScoreMap map = scoreMaps.get(track);
        return map == null ? Optional.empty() : last().map(frame -> Search.of(frame.index(), map));
    }

    Map<String, Target> targets() {
        return targets;
    }

    StreamState state() {
        TimedFrame now = last;
        return new StreamState(
                name,
                recording.isPresent() ? fileName() : source.description(),
                source.live(),
                now == null ? 0 : now.frame().width(),
                now == null ? 0 : now.frame().height(),
                now == null ? -1 : now.index(),
                recording.map(Playback::firstFrame).orElse(0L),
                source.frameCount().isPresent()
                        ? Optional.of(source.frameCount().getAsLong())
                        : Optional.empty(),
                source.framesPerSecond().isPresent()
                        ? Optional.of(source.framesPerSecond().getAsDouble())
                        : Optional.empty(),
                orders.paused(),
                recording.map(Playback::atEnd).orElse(false),
                ended,
                recording.map(Playback::speed).orElse(1.0),
                rate);
    }

    /** Where a file lies is nobody's business at the page. */
    private String fileName() {
        return source.description().replaceFirst("^.*[/\\\\](?=.)", "");
    }

    /** Tells every browser how the stream stands. */
    void tellState() {
        browsers.tell(new News("state", JSON.writeValueAsString(state()), false));
    }

    /** A target is about to be started from the page: {@link #awaitTemplate} will wait for it. */
    synchronized void expectTemplate() {
        heard.clear();
    }

    /** Shows what a target looked like on a frame that is over; its start may have been told already, or not yet. */
    synchronized void takeTemplate(String track, Frame frame, Box box) {
        byte[] template = Template.of(frame, box);
        (heard.contains(track) ? templates : drawn).put(track, template);
    }

    /** Waits until a target that was started shows what it looked like, a little while at most. */
    synchronized void awaitTemplate(String track) throws InterruptedException {
        long deadline = System.nanoTime() + TEMPLATE_PATIENCE_NANOS;
        while (!heard.contains(track) || !templates.containsKey(track)) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }

    private synchronized void heardOf(TrackEvent start) {
        heard.add(start.track());
        byte[] template = drawn.remove(start.track());
        if (template != null) {
            templates.put(start.track(), template);
        } else {
            templates.remove(start.track());
            takeTemplate(start);
        }
        notifyAll();
    }

    /** The events of a frame come before the frame, save for those of a pause. */
    private void takeTemplate(TrackEvent start) {
        TimedFrame now = last;
        if (now != null && now.index() == start.at().index() && start.box().isPresent()) {
            // The picture that the box was drawn on may come from another thread meanwhile, and stays.
            templates.putIfAbsent(
                    start.track(), Template.of(now.frame(), start.box().get()));
        }
    }

    private void takeMissingTemplates() {
        for (TrackEvent start : history.startedAt(last.index())) {
            if (!templates.containsKey(start.track())) {
                takeTemplate(start);
            }
        }
        synchronized (this) {
            notifyAll();
        }
    }

    private void measureRate() {
        long now = System.nanoTime();
        if (lastNanos != 0 && now - lastNanos < LONGEST_FRAME_NANOS) {
            double current = 1e9 / Math.max(1, now - lastNanos);
            rate = rate == 0 ? current : RATE_MEMORY * rate + (1 - RATE_MEMORY) * current;
        }
        lastNanos = now;
    }
}
