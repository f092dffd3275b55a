package dev.twintrack.streams.live;

import dev.twintrack.Tracker;
import dev.twintrack.streams.Event;
import dev.twintrack.streams.FrameSource;
import dev.twintrack.streams.Pipeline;
import dev.twintrack.streams.Sink;
import dev.twintrack.streams.SourceOptions;
import dev.twintrack.streams.StartTarget;
import dev.twintrack.streams.StreamEvent;
import dev.twintrack.streams.TimedFrame;
import dev.twintrack.streams.TrackEvent;
import dev.twintrack.streams.TrackView;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** One camera being watched, and what its pipeline and its connection said. */
final class Viewer implements AutoCloseable {

    final List<Event> events = new CopyOnWriteArrayList<>();
    final List<TimedFrame> frames = new CopyOnWriteArrayList<>();
    final List<String> news = new CopyOnWriteArrayList<>();
    private final FrameSource source;
    private final Pipeline pipeline;
    private final CompletableFuture<Long> run;

    Viewer(TestCamera camera, Tracker tracker, SourceOptions options, Reconnect reconnect, List<StartTarget> targets) {
        this.source = FrameSource.open(camera.address(), options.withReconnect(reconnect.withListener(listener())));
        this.pipeline = new Pipeline("gate", source, tracker, List.of(new Notes()));
        this.run = CompletableFuture.supplyAsync(() -> pipeline.run(targets), task -> new Thread(task).start());
    }

    /** Frames that have come so far. */
    int seen() {
        return frames.size();
    }

    boolean heard(String word) {
        return news.contains(word);
    }

    List<StreamEvent> gaps() {
        return events.stream()
                .filter(event ->
                        event instanceof StreamEvent && event.type().wireName().equals("stream.gap"))
                .map(StreamEvent.class::cast)
                .toList();
    }

    /** Events of the target, without its end. */
    List<TrackEvent> target() {
        return events.stream()
                .filter(event ->
                        event instanceof TrackEvent && !event.type().wireName().equals("track.ended"))
                .map(TrackEvent.class::cast)
                .toList();
    }

    CompletableFuture<Long> run() {
        return run;
    }

    @Override
    public void close() {
        pipeline.stop("seen enough");
        try {
            run.exceptionally(e -> 0L).orTimeout(60, TimeUnit.SECONDS).join();
        } finally {
            source.close();
        }
    }

    private ConnectionListener listener() {
        return new ConnectionListener() {
            @Override
            public void connected() {
                news.add("connected");
            }

            @Override
            public void lost(String reason) {
                news.add("lost");
            }

            @Override
            public void back(Duration away) {
                news.add("back");
            }

            @Override
            public void givenUp(String reason) {
                news.add("given up");
            }
        };
    }

    private final class Notes implements Sink {
        @Override
        public void event(Event event) {
            events.add(event);
        }

        @Override
        public void frame(TimedFrame frame, List<TrackView> tracks) {
            frames.add(frame);
        }
    }
}
