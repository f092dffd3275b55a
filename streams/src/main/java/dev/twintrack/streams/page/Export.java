package dev.twintrack.streams.page;

import dev.twintrack.Box;
import dev.twintrack.Estimate;
import dev.twintrack.Frame;
import dev.twintrack.Target;
import dev.twintrack.TwintrackException;
import dev.twintrack.streams.Event;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.Sink;
import dev.twintrack.streams.TimedFrame;
import dev.twintrack.streams.TrackEvent;
import dev.twintrack.streams.TrackView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the page has seen of a stream, as a file to keep. */
final class Export {

    private static final Map<String, String> TYPES = Map.of(
            "jsonl", "application/x-ndjson",
            "csv", "text/csv; charset=utf-8",
            "mp4", "video/mp4");

    private Export() {}

    /** @param kind {@code jsonl} or {@code csv}, the events; {@code mp4}, the video with the targets drawn in */
    static void send(PageStream stream, String kind, Answer answer) throws IOException {
        if (!TYPES.containsKey(kind)) {
            answer.nothing();
            return;
        }
        Path folder = Files.createTempDirectory("twintrack");
        Path file = folder.resolve("export." + kind);
        try {
            try (Sink sink = Sink.toFile(file, stream.source())) {
                if (kind.equals("mp4")) {
                    draw(stream, sink);
                } else {
                    stream.history().events().forEach(sink::event);
                }
                sink.finish();
            }
            if (!Files.exists(file)) {
                throw new TwintrackException("there is nothing to export yet");
            }
            answer.file(file, stream.name() + "." + kind, TYPES.get(kind));
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    private static void draw(PageStream stream, Sink video) {
        Map<Long, List<TrackEvent>> events = new HashMap<>();
        for (TrackEvent event : stream.history().tracks()) {
            if (event.type() != EventType.TRACK_ENDED) {
                events.computeIfAbsent(event.at().index(), index -> new ArrayList<>())
                        .add(event);
            }
        }
        double period = 1 / stream.source().framesPerSecond().orElse(25);
        for (long index : stream.pictures().indexes(lastIndex(stream.history().events()))) {
            Optional<Frame> frame = stream.pictures().frame(index);
            if (frame.isPresent()) {
                Duration time = Duration.ofNanos((long) (index * period * 1e9));
                List<TrackView> views = views(stream, events.getOrDefault(index, List.of()), frame.get());
                video.frame(new TimedFrame(frame.get(), index, time, Instant.EPOCH), views);
            }
        }
    }

    private static long lastIndex(List<Event> events) {
        return events.stream().mapToLong(event -> event.at().index()).max().orElse(-1);
    }

    /** As the pipeline gave them to its sinks; of a lost target there is no box any more, and nothing to draw. */
    private static List<TrackView> views(PageStream stream, List<TrackEvent> events, Frame frame) {
        List<TrackView> views = new ArrayList<>();
        for (TrackEvent event : events) {
            Target target = stream.targets().get(event.track());
            if (event.box().isPresent() && target != null) {
                double scale = (double) frame.width() / event.at().width();
                Estimate estimate = new Estimate(scaled(event.box().get(), scale), event.confidence(), event.status());
                views.add(new TrackView(event.track(), event.label(), estimate, target));
            }
        }
        return views;
    }

    private static Box scaled(Box box, double scale) {
        return new Box(box.x() * scale, box.y() * scale, box.width() * scale, box.height() * scale);
    }
}
