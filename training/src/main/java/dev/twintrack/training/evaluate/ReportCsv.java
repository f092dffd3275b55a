package dev.twintrack.training.evaluate;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The scores as comma-separated text: a line a tracker for the whole data set ({@code all}), then a line a tracker and
 * sequence. {@code missing} counts the sequences without a score.
 */
final class ReportCsv {

    private ReportCsv() {}

    static String of(Report report) {
        StringBuilder text = new StringBuilder("tracker,sequence,frames,missing,");
        text.append(report.measures().stream().map(Measure::key).collect(Collectors.joining(",")))
                .append('\n');
        for (TrackerScore tracker : report.trackers()) {
            int frames = tracker.sequences().stream()
                    .mapToInt(TrackerScore.Row::frames)
                    .sum();
            text.append("%s,all,%d,%d"
                    .formatted(
                            quoted(tracker.tracker()), frames, tracker.missing().size()));
            values(text, report, tracker.totals().values());
        }
        for (TrackerScore tracker : report.trackers()) {
            for (TrackerScore.Row row : tracker.sequences()) {
                text.append("%s,%s,%d,0".formatted(quoted(tracker.tracker()), quoted(row.sequence()), row.frames()));
                values(text, report, row.values());
            }
            for (TrackerScore.Missing missing : tracker.missing()) {
                text.append("%s,%s,0,1".formatted(quoted(tracker.tracker()), quoted(missing.sequence())));
                values(text, report, Map.of());
            }
        }
        return text.toString();
    }

    private static String quoted(String name) {
        return name.contains(",") || name.contains("\"") ? "\"" + name.replace("\"", "\"\"") + "\"" : name;
    }

    private static void values(StringBuilder text, Report report, Map<Measure, Double> values) {
        for (Measure measure : report.measures()) {
            double value = values.getOrDefault(measure, Double.NaN);
            text.append(',').append(Double.isFinite(value) ? String.format(Locale.ROOT, "%.6f", value) : "");
        }
        text.append('\n');
    }
}
