package dev.twintrack.streams.page;

import dev.twintrack.Box;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.TrackEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A target's past, for browsers.
 *
 * @param track its name
 * @param label what its user called it last
 * @param ended whether it is followed no longer
 * @param points {@code [frame, status, confidence]}, and {@code x, y, width, height} behind them where there is a box
 */
record HistoryView(String track, Optional<String> label, boolean ended, List<List<Object>> points) {

    static List<HistoryView> of(List<TrackEvent> events) {
        Map<String, List<TrackEvent>> byTrack = new LinkedHashMap<>();
        events.forEach(event -> byTrack.computeIfAbsent(event.track(), name -> new ArrayList<>())
                .add(event));
        return byTrack.entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static HistoryView of(String track, List<TrackEvent> events) {
        TrackEvent last = events.get(events.size() - 1);
        return new HistoryView(
                track,
                last.label(),
                last.type() == EventType.TRACK_ENDED,
                events.stream()
                        .filter(event -> event.type() != EventType.TRACK_ENDED)
                        .map(HistoryView::point)
                        .toList());
    }

    private static List<Object> point(TrackEvent event) {
        List<Object> point = new ArrayList<>(7);
        point.add(event.at().index());
        point.add(event.status().name().toLowerCase(Locale.ROOT));
        point.add(Math.round(event.confidence() * 1e4) / 1e4);
        if (event.box().isPresent()) {
            Box box = event.box().get();
            for (double value : new double[] {box.x(), box.y(), box.width(), box.height()}) {
                point.add(Math.round(value * 1e3) / 1e3);
            }
        }
        return point;
    }
}
