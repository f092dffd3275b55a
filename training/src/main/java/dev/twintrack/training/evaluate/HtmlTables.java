package dev.twintrack.training.evaluate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The tables of the page; each can be sorted by its headings. */
final class HtmlTables {

    private final Report report;

    HtmlTables(Report report) {
        this.report = report;
    }

    /** Trackers by measures, the best value of each measure marked. */
    String totals() {
        StringBuilder html = new StringBuilder("<div class=\"scroll\"><table><thead><tr>");
        html.append(heading("Tracker", "ascending", ""));
        html.append(heading("Sequences", "descending", "Sequences that were scored, of those asked for"));
        for (Measure measure : report.measures()) {
            html.append(
                    heading(measure.title(), measure.higherIsBetter() ? "descending" : "ascending", measure.meaning()));
        }
        html.append("</tr></thead><tbody>");
        for (int i = 0; i < report.trackers().size(); i++) {
            TrackerScore tracker = report.trackers().get(i);
            int scored = tracker.sequences().size();
            html.append(scored < report.setting().sequences() ? "<tr class=\"short\">" : "<tr>");
            html.append("<td><i class=\"swatch s%d\"></i>%s</td>".formatted(series(i), Html.text(tracker.tracker())));
            html.append("<td data-value=\"%d\">%d of %d</td>"
                    .formatted(scored, scored, report.setting().sequences()));
            for (Measure measure : report.measures()) {
                html.append(cell(tracker.total(measure), measure, best(measure), false));
            }
            html.append("</tr>");
        }
        return html.append("</tbody></table></div>\n").toString();
    }

    private double best(Measure measure) {
        return best(report.trackers().stream().map(TrackerScore::totals).toList(), measure);
    }

    private static double best(List<Totals> totals, Measure measure) {
        double sign = measure.higherIsBetter() ? 1 : -1;
        return sign
                * totals.stream()
                        .mapToDouble(one -> one.values().getOrDefault(measure, Double.NaN))
                        .filter(Double::isFinite)
                        .map(value -> sign * value)
                        .max()
                        .orElse(Double.NaN);
    }

    /** The headline measure: attributes by trackers. */
    String attributes() {
        return matrix(
                "Attribute", report.headline(), report.attributeNames(), TrackerScore::attributes, this::labelled);
    }

    private String labelled(String attribute) {
        long count = report.trackers().get(0).sequences().stream()
                .filter(row -> row.attributes().contains(attribute))
                .count();
        return "%s <small>(%d)</small>".formatted(Html.text(attribute), count);
    }

    /** One measure: sequences by trackers. */
    String sequences(Measure measure) {
        return matrix("Sequence", measure, report.sequenceNames(), HtmlTables::bySequence, Html::text);
    }

    private static Map<String, Totals> bySequence(TrackerScore tracker) {
        Map<String, Totals> byName = new HashMap<>();
        tracker.sequences().forEach(row -> byName.put(row.sequence(), new Totals(row.values(), row.curves())));
        return byName;
    }

    /** The first two measures that single sequences have: the headline of a protocol may exist for data sets only. */
    List<Measure> sequenceMeasures() {
        return report.measures().stream()
                .filter(measure -> report.trackers().stream()
                        .flatMap(one -> one.sequences().stream())
                        .anyMatch(row -> row.values().containsKey(measure)))
                .filter(measure -> measure != Measure.FAILURE_RATE)
                .limit(2)
                .toList();
    }

    private String matrix(
            String first,
            Measure measure,
            List<String> names,
            Function<TrackerScore, Map<String, Totals>> values,
            Function<String, String> label) {
        List<Map<String, Totals>> columns =
                report.trackers().stream().map(values).toList();
        StringBuilder html = new StringBuilder("<div class=\"scroll\"><table><thead><tr>");
        html.append(heading(first, "ascending", ""));
        for (TrackerScore tracker : report.trackers()) {
            html.append(heading(tracker.tracker(), measure.higherIsBetter() ? "descending" : "ascending", ""));
        }
        html.append("</tr></thead><tbody>");
        for (String name : names) {
            html.append("<tr><td>").append(label.apply(name)).append("</td>");
            List<Totals> row = columns.stream()
                    .map(column -> column.getOrDefault(name, new Totals(Map.of(), List.of())))
                    .toList();
            double best = best(row, measure);
            for (Totals totals : row) {
                html.append(cell(totals.values().getOrDefault(measure, Double.NaN), measure, best, true));
            }
            html.append("</tr>");
        }
        return html.append("</tbody></table></div>\n").toString();
    }

    private static String heading(String title, String first, String meaning) {
        return "<th scope=\"col\" data-first=\"%s\" title=\"%s\"><button type=\"button\">%s</button></th>"
                .formatted(first, Html.text(meaning), Html.text(title));
    }

    /** The best is marked as it is shown: two trackers with the same digits are both best. */
    private static String cell(double value, Measure measure, double best, boolean heat) {
        String shown = Html.number(value, measure);
        if (!Double.isFinite(value)) {
            return "<td class=\"none\" data-value=\"\">%s</td>".formatted(shown);
        }
        boolean isBest = shown.equals(Html.number(best, measure));
        boolean warm = heat && measure.higherIsBetter() && value >= 0 && value <= 1;
        return "<td class=\"%s%s\" data-value=\"%s\"%s>%s</td>"
                .formatted(
                        isBest ? "best " : "",
                        warm ? "heat" : "",
                        value,
                        warm ? " style=\"--level:%s\"".formatted(Html.svg(value * 0.45)) : "",
                        shown);
    }

    /** Which of the page's colours a tracker has. */
    static int series(int rank) {
        return rank % 8;
    }
}
