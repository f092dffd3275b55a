package dev.twintrack.training.evaluate;

import java.util.ArrayList;
import java.util.List;

/** The totals as a table of text, with what a reader must know below it. */
final class ConsoleTable {

    private ConsoleTable() {}

    static String of(Report report) {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("tracker", "sequences"));
        report.measures().forEach(measure -> head.add(measure.title()));
        rows.add(head);
        for (TrackerScore tracker : report.trackers()) {
            List<String> row = new ArrayList<>();
            row.add(tracker.tracker());
            row.add("%d of %d"
                    .formatted(tracker.sequences().size(), report.setting().sequences()));
            report.measures().forEach(measure -> row.add(Html.number(tracker.total(measure), measure)));
            rows.add(row);
        }
        StringBuilder text =
                new StringBuilder("Protocol %s%n".formatted(report.setting().protocol()));
        rows.forEach(row -> text.append(line(row, rows)));
        for (TrackerScore tracker : report.trackers()) {
            if (!tracker.missing().isEmpty()) {
                text.append("%s lacks %d sequences: its totals are over the others%n"
                        .formatted(tracker.tracker(), tracker.missing().size()));
            }
            tracker.notes().forEach(note -> text.append("%s: %s%n".formatted(tracker.tracker(), note)));
            tracker.sequences().forEach(row -> row.notes()
                    .forEach(note -> text.append("%s on %s: %s%n".formatted(tracker.tracker(), row.sequence(), note))));
        }
        return text.toString();
    }

    private static String line(List<String> row, List<List<String>> rows) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            int column = i;
            int width = rows.stream()
                    .mapToInt(one -> one.get(column).length())
                    .max()
                    .orElse(0);
            String padding = " ".repeat(width - row.get(i).length());
            line.append(i == 0 ? row.get(i) + padding : "  " + padding + row.get(i));
        }
        return line.append(System.lineSeparator()).toString();
    }
}
