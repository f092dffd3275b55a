package dev.twintrack.streams.track;

import dev.twintrack.Status;
import dev.twintrack.streams.Sink;
import dev.twintrack.streams.SourceLosses;
import dev.twintrack.streams.TimedFrame;
import dev.twintrack.streams.TrackView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts what went by, to be told at the end. */
final class SummarySink implements Sink {

    private final Map<String, Map<Status, Integer>> frames = new LinkedHashMap<>();
    private long total;
    private long first;
    private long last;
    private SourceLosses missed = SourceLosses.NONE;

    @Override
    public void frame(TimedFrame frame, List<TrackView> tracks) {
        last = System.nanoTime();
        if (total++ == 0) {
            first = last;
        }
        for (TrackView view : tracks) {
            frames.computeIfAbsent(view.track(), name -> new EnumMap<>(Status.class))
                    .merge(view.estimate().status(), 1, Integer::sum);
        }
    }

    /** Notes what the source did not hand on. */
    void missed(SourceLosses losses) {
        missed = losses;
    }

    /** A line for all, one for each target, one for each kind of loss; none when there was no frame. */
    List<String> lines() {
        if (total == 0) {
            return List.of();
        }
        double seconds = Duration.ofNanos(last - first).toNanos() / 1e9;
        String speed = total < 2
                ? ""
                : String.format(Locale.ROOT, " in %.1f s, %.1f frames/s", seconds, (total - 1) / seconds);
        List<String> lines = new ArrayList<>();
        lines.add(total + " frames" + speed);
        frames.forEach((track, counts) -> lines.add("target %s: %s".formatted(track, counts(counts))));
        if (missed.undecodable() > 0) {
            lines.add("%d frames could not be decoded and were skipped".formatted(missed.undecodable()));
        }
        if (missed.dropped() > 0) {
            lines.add("%d frames came too fast and were dropped".formatted(missed.dropped()));
        }
        return lines;
    }

    private static String counts(Map<Status, Integer> counts) {
        return counts.entrySet().stream()
                .map(count -> "%s in %d".formatted(count.getKey().name().toLowerCase(Locale.ROOT), count.getValue()))
                .collect(Collectors.joining(", "));
    }
}
