package dev.twintrack.training.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The scores as comma-separated text: a line a tracker for the whole set, then a line a tracker and sequence. */
final class ReportCsv {

    private ReportCsv() {}

    static String of(List<TrackerScore> trackers, List<Measure> measures) {
        StringBuilder text = new StringBuilder("tracker,sequence,frames,");
        text.append(measures.stream().map(Measure::key).collect(Collectors.joining(",")))
                .append('\n');
        for (TrackerScore tracker : trackers) {
            int frames = tracker.sequences().stream()
                    .mapToInt(TrackerScore.Row::frames)
                    .sum();
            line(text, tracker.tracker(), "all", frames, tracker.totals().values(), measures);
        }
        for (TrackerScore tracker : trackers) {
            for (TrackerScore.Row row : tracker.sequences()) {
                line(text, tracker.tracker(), row.sequence(), row.frames(), row.values(), measures);
            }
        }
        return text.toString();
    }

    private static void line(
            StringBuilder text,
            String tracker,
            String sequence,
            int frames,
            Map<Measure, Double> values,
            List<Measure> measures) {
        text.append(tracker).append(',').append(sequence).append(',').append(frames);
        for (Measure measure : measures) {
            Double value = values.get(measure);
            text.append(',').append(value == null ? "" : String.format(Locale.ROOT, "%.6f", value));
        }
        text.append('\n');
    }
}
