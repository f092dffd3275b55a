package dev.twintrack.training.evaluate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The report as one page that needs nothing but itself: style, script, charts and pictures are inside. */
final class HtmlReport {

    private final Report report;
    private final HtmlTables tables;

    private HtmlReport(Report report) {
        this.report = report;
        this.tables = new HtmlTables(report);
    }

    /** @param failures pictures, the tracker's name first */
    static String of(Report report, List<Failures.Failure> failures) {
        return new HtmlReport(report).page(failures);
    }

    private String page(List<Failures.Failure> failures) {
        StringBuilder html = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
        html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.append("<title>%s</title><style>%s</style></head><body>\n".formatted(title(), resource("report.css")));
        head(html);
        html.append(tables.totals());
        missing(html);
        html.append("<h2>Curves</h2><div class=\"charts\">");
        for (Curve.Kind kind : Curve.Kind.values()) {
            chart(html, kind);
        }
        html.append(SpeedChart.of(report)).append("</div>\n");
        if (!report.attributeNames().isEmpty()) {
            html.append("<h2>%s by attribute</h2><p class=\"lead\">In brackets, the sequences that have it.</p>"
                    .formatted(Html.text(report.headline().title())));
            html.append(tables.attributes());
        }
        for (Measure measure : tables.sequenceMeasures()) {
            html.append("<h2>%s by sequence</h2><p class=\"lead\">%s</p>"
                    .formatted(Html.text(measure.title()), winners(measure)));
            html.append(tables.sequences(measure));
        }
        failures(html, failures);
        notes(html);
        html.append("<script>%s</script></body></html>\n".formatted(resource("report.js")));
        return html.toString();
    }

    private String title() {
        Report.Setting setting = report.setting();
        Path dataset = setting.dataset().toAbsolutePath().normalize();
        return Html.text("%s: %s protocol".formatted(Folder.fileName(dataset), setting.protocol()));
    }

    private void head(StringBuilder html) {
        Report.Setting setting = report.setting();
        html.append("<h1>%s</h1><p class=\"lead\">%d sequences in the layout %s, measured on %s on %s.</p>\n"
                .formatted(
                        title(),
                        setting.sequences(),
                        setting.layout().label(),
                        setting.time().toString().substring(0, 10),
                        Html.text(setting.machine())));
        TrackerScore best = report.trackers().get(0);
        if (report.trackers().size() > 1 && Double.isFinite(best.total(report.headline()))) {
            TrackerScore next = report.trackers().get(1);
            html.append("<p class=\"verdict\"><strong>%s</strong> leads with %s of %s%s, before %s with %s.</p>\n"
                    .formatted(
                            Html.text(best.tracker()),
                            Html.text(report.headline().title()),
                            Html.number(best.total(report.headline()), report.headline()),
                            best.missing().isEmpty()
                                    ? ""
                                    : " on %d sequences"
                                            .formatted(best.sequences().size()),
                            Html.text(next.tracker()),
                            Html.number(next.total(report.headline()), report.headline())));
        }
    }

    private void missing(StringBuilder html) {
        List<String> lines = new ArrayList<>();
        for (TrackerScore tracker : report.trackers()) {
            tracker.missing()
                    .forEach(one -> lines.add("<li><b>%s</b> on %s: %s</li>"
                            .formatted(
                                    Html.text(tracker.tracker()), Html.text(one.sequence()), Html.text(one.reason()))));
        }
        if (!lines.isEmpty()) {
            html.append("<p class=\"missing\">Totals in this colour lack sequences:</p><ul class=\"missing\">%s</ul>\n"
                    .formatted(String.join("", lines)));
        }
    }

    private void chart(StringBuilder html, Curve.Kind kind) {
        List<LineChart.Line> lines = new ArrayList<>();
        for (int i = 0; i < report.trackers().size(); i++) {
            TrackerScore tracker = report.trackers().get(i);
            int series = HtmlTables.series(i);
            Optional<Curve> curve = tracker.totals().curves().stream()
                    .filter(one -> one.kind() == kind)
                    .findFirst();
            curve.ifPresent(
                    one -> lines.add(new LineChart.Line(tracker.tracker(), series, one, score(report, tracker, kind))));
        }
        if (!lines.isEmpty()) {
            html.append(LineChart.of(kind, lines, kind == Curve.Kind.RELIABILITY));
        }
    }

    /** The measure that a curve stands for. */
    static String score(Report report, TrackerScore tracker, Curve.Kind kind) {
        Measure measure =
                switch (kind) {
                    case SUCCESS -> report.measures().contains(Measure.SUCCESS) ? Measure.SUCCESS : Measure.AO;
                    case PRECISION -> Measure.PRECISION;
                    case NORM_PRECISION -> Measure.NORM_PRECISION;
                    case EXPECTED_OVERLAP -> Measure.EAO;
                    case RELIABILITY -> Measure.ECE;
                };
        return Html.number(tracker.total(measure), measure);
    }

    /** On how many sequences each tracker is the best. */
    private String winners(Measure measure) {
        double sign = measure.higherIsBetter() ? 1 : -1;
        Map<String, Integer> wins = new LinkedHashMap<>();
        report.trackers().forEach(tracker -> wins.put(tracker.tracker(), 0));
        for (String name : report.sequenceNames()) {
            Map<String, Double> values = new LinkedHashMap<>();
            report.trackers().forEach(tracker -> tracker.sequences().stream()
                    .filter(row -> row.sequence().equals(name) && row.values().containsKey(measure))
                    .forEach(row ->
                            values.put(tracker.tracker(), sign * row.values().get(measure))));
            double best = values.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElse(Double.NaN);
            values.forEach((tracker, value) -> wins.merge(tracker, value == best ? 1 : 0, Integer::sum));
        }
        StringBuilder text = new StringBuilder("Best on:");
        wins.forEach((tracker, count) -> text.append(" %s %d,".formatted(Html.text(tracker), count)));
        return text.substring(0, text.length() - 1) + ".";
    }

    private static void failures(StringBuilder html, List<Failures.Failure> failures) {
        if (failures.isEmpty()) {
            return;
        }
        html.append(
                "<h2>Worst failures</h2><p class=\"lead\">The longest misses of each tracker:"
                        + " <span class=\"truth\">truth in green</span>, <span class=\"guess\">the tracker's box in red</span>.</p>");
        html.append("<div class=\"failures\">");
        for (Failures.Failure failure : failures) {
            html.append(("<figure><img loading=\"lazy\" alt=\"%s on %s, frame %d\" src=\"data:image/jpeg;base64,%s\">"
                            + "<figcaption><b>%s</b> on %s, frame %d: overlap %s, missed for %d frames</figcaption></figure>")
                    .formatted(
                            Html.text(failure.tracker()),
                            Html.text(failure.sequence()),
                            failure.frame(),
                            failure.jpeg(),
                            Html.text(failure.tracker()),
                            Html.text(failure.sequence()),
                            failure.frame(),
                            Html.svg(failure.overlap()),
                            failure.lost()));
        }
        html.append("</div>\n");
    }

    private void notes(StringBuilder html) {
        StringBuilder lines = new StringBuilder();
        for (TrackerScore tracker : report.trackers()) {
            tracker.notes()
                    .forEach(note ->
                            lines.append("<li>%s: %s</li>".formatted(Html.text(tracker.tracker()), Html.text(note))));
            tracker.sequences().forEach(row -> row.notes()
                    .forEach(note -> lines.append("<li>%s on %s: %s</li>"
                            .formatted(Html.text(tracker.tracker()), Html.text(row.sequence()), Html.text(note)))));
        }
        html.append("<h2>How to read this</h2>");
        if (!lines.isEmpty()) {
            html.append("<ul>").append(lines).append("</ul>");
        }
        html.append("<dl>");
        report.measures()
                .forEach(measure -> html.append(
                        "<dt>%s</dt><dd>%s</dd>".formatted(Html.text(measure.title()), Html.text(measure.meaning()))));
        html.append("</dl>\n");
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
