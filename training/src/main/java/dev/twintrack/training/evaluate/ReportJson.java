package dev.twintrack.training.evaluate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The whole report as JSON: settings, totals, curves, attributes, sequences, what is missing. */
final class ReportJson {

    private static final double DIGITS = 1e6;

    private ReportJson() {}

    static String of(Report report) {
        Map<String, Object> root = new LinkedHashMap<>();
        Report.Setting setting = report.setting();
        root.put("dataset", setting.dataset().toString());
        root.put("layout", setting.layout().label());
        root.put("protocol", setting.protocol());
        root.put("sequences", setting.sequences());
        root.put("time", setting.time().toString());
        root.put("machine", setting.machine());
        root.put("complete", report.isComplete());
        root.put("trackers", report.trackers().stream().map(ReportJson::tracker).toList());
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    private static Map<String, Object> tracker(TrackerScore score) {
        Map<String, Object> tracker = new LinkedHashMap<>();
        tracker.put("tracker", score.tracker());
        tracker.put("scored", score.sequences().size());
        tracker.put("totals", values(score.totals().values()));
        tracker.put("curves", curves(score.totals().curves()));
        Map<String, Object> attributes = new LinkedHashMap<>();
        score.attributes().forEach((name, totals) -> attributes.put(name, values(totals.values())));
        tracker.put("attributes", attributes);
        tracker.put(
                "sequences",
                score.sequences().stream().map(ReportJson::sequence).toList());
        tracker.put("missing", score.missing());
        tracker.put("notes", score.notes());
        return tracker;
    }

    private static Map<String, Object> sequence(TrackerScore.Row row) {
        Map<String, Object> sequence = new LinkedHashMap<>();
        sequence.put("sequence", row.sequence());
        sequence.put("frames", row.frames());
        sequence.put("attributes", row.attributes());
        sequence.put("values", values(row.values()));
        sequence.put("curves", curves(row.curves()));
        sequence.put("notes", row.notes());
        return sequence;
    }

    /** What has no value is left out: JSON has no NaN. */
    private static Map<String, Object> values(Map<Measure, Double> values) {
        Map<String, Object> out = new LinkedHashMap<>();
        values.forEach((measure, value) -> {
            if (Double.isFinite(value)) {
                out.put(measure.key(), rounded(value));
            }
        });
        return out;
    }

    private static Map<String, Object> curves(List<Curve> curves) {
        Map<String, Object> out = new LinkedHashMap<>();
        for (Curve curve : curves) {
            out.put(
                    curve.kind().key(),
                    Map.of("thresholds", rounded(curve.thresholds()), "shares", rounded(curve.shares())));
        }
        return out;
    }

    private static List<Double> rounded(double[] values) {
        return Arrays.stream(values).mapToObj(ReportJson::rounded).toList();
    }

    private static double rounded(double value) {
        return Math.round(value * DIGITS) / DIGITS;
    }
}
