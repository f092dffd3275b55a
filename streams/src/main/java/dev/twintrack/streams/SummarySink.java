package dev.twintrack.streams;

import dev.twintrack.Status;
import java.time.Duration;
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

    long frames() {
        return total;
    }

    /** One line for all, one for each target. */
    List<String> lines() {
        double seconds = Duration.ofNanos(last - first).toNanos() / 1e9;
        String speed = total < 2
                ? ""
                : String.format(Locale.ROOT, " in %.1f s, %.1f frames/s", seconds, (total - 1) / seconds);
        List<String> lines = frames.entrySet().stream()
                .map(track -> "target %s: %s".formatted(track.getKey(), counts(track.getValue())))
                .collect(Collectors.toList());
        lines.add(0, total + " frames" + speed);
        return lines;
    }

    private static String counts(Map<Status, Integer> counts) {
        return counts.entrySet().stream()
                .map(count -> "%s in %d".formatted(count.getKey().name().toLowerCase(Locale.ROOT), count.getValue()))
                .collect(Collectors.joining(", "));
    }
}
