package dev.twintrack.training.evaluate;

import java.util.ArrayList;
import java.util.List;

/** Accuracy against milliseconds a frame, on a logarithmic axis: the better a tracker, the further up and left it is. */
final class SpeedChart {

    private static final int WIDTH = 560;
    private static final int HEIGHT = 360;
    private static final int LEFT = 52;
    private static final int RIGHT = 30;
    private static final int TOP = 20;
    private static final int BOTTOM = 46;
    private static final double[] STEPS = {1, 2, 5};

    private SpeedChart() {}

    /** Nothing when no tracker was timed. */
    static String of(Report report) {
        List<TrackerScore> timed = report.trackers().stream()
                .filter(one -> one.total(Measure.MS_MEDIAN) > 0 && Double.isFinite(one.total(report.headline())))
                .toList();
        if (timed.isEmpty()) {
            return "";
        }
        double low = timed.stream()
                        .mapToDouble(one -> one.total(Measure.MS_MEDIAN))
                        .min()
                        .orElseThrow()
                / 2;
        double high = timed.stream()
                        .mapToDouble(one -> one.total(Measure.MS_MEDIAN))
                        .max()
                        .orElseThrow()
                * 2;
        double best = timed.stream()
                .mapToDouble(one -> one.total(report.headline()))
                .max()
                .orElseThrow();
        double top = Math.max(0.2, Math.ceil(best * 10 + 0.5) / 10);
        StringBuilder svg =
                new StringBuilder("<figure class=\"chart\"><figcaption>Accuracy against speed</figcaption>");
        svg.append("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Accuracy against speed\">"
                .formatted(WIDTH, HEIGHT));
        grid(svg, report.headline(), low, high, top);
        List<Label> placed = new ArrayList<>();
        for (TrackerScore one : timed) {
            double x = x(one.total(Measure.MS_MEDIAN), low, high);
            double y = y(one.total(report.headline()) / top);
            int series = HtmlTables.series(report.trackers().indexOf(one));
            svg.append("<circle class=\"dot s%d\" cx=\"%s\" cy=\"%s\" r=\"7\"/>"
                    .formatted(series, Html.svg(x), Html.svg(y)));
            Label label = Label.beside(x, y, one.tracker()).clearOf(placed);
            placed.add(label);
            svg.append(label.svg());
        }
        return svg.append("</svg></figure>\n").toString();
    }

    private static void grid(StringBuilder svg, Measure headline, double low, double high, double top) {
        int rows = (int) Math.round(top * 10);
        for (int i = 0; i <= rows; i++) {
            double y = y((double) i / rows);
            svg.append("<path class=\"grid\" d=\"M%d %sH%d\"/>".formatted(LEFT, Html.svg(y), WIDTH - RIGHT));
            svg.append("<text class=\"tick\" x=\"%d\" y=\"%s\" text-anchor=\"end\">%s</text>"
                    .formatted(LEFT - 8, Html.svg(y + 4), Html.tick(i / 10.0, 1)));
        }
        for (double power = Math.pow(10, Math.floor(Math.log10(low))); power <= high; power *= 10) {
            for (double step : STEPS) {
                double ms = power * step;
                if (ms >= low && ms <= high) {
                    String x = Html.svg(x(ms, low, high));
                    svg.append("<path class=\"grid\" d=\"M%s %dV%d\"/>".formatted(x, TOP, HEIGHT - BOTTOM));
                    svg.append("<text class=\"tick\" x=\"%s\" y=\"%d\" text-anchor=\"middle\">%s</text>"
                            .formatted(
                                    x, HEIGHT - BOTTOM + 18, ms < 1 ? String.valueOf((float) ms) : Html.tick(ms, 0)));
                }
            }
        }
        svg.append("<text class=\"axis\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">Milliseconds a frame (median)</text>"
                .formatted((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8));
        svg.append("<text class=\"axis\" transform=\"translate(14 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>"
                .formatted((TOP + HEIGHT - BOTTOM) / 2, Html.text(headline.title())));
    }

    private static double x(double ms, double low, double high) {
        return LEFT + Math.log(ms / low) / Math.log(high / low) * (WIDTH - LEFT - RIGHT);
    }

    private static double y(double share) {
        return TOP + (1 - share) * (HEIGHT - TOP - BOTTOM);
    }

    /**
     * A name beside its dot.
     *
     * @param x left end, or right end when {@code toTheLeft}
     */
    private record Label(double x, double y, boolean toTheLeft, String name) {

        private static final double AWAY = 12;
        private static final double LETTER = 8;
        private static final double LINE = 15;

        static Label beside(double x, double y, String name) {
            boolean toTheLeft = x > WIDTH * 0.7;
            return new Label(toTheLeft ? x - AWAY : x + AWAY, y + 4, toTheLeft, name);
        }

        /** Moved down until it covers none of the others. */
        Label clearOf(List<Label> others) {
            Label free = this;
            while (others.stream().anyMatch(free::covers)) {
                free = new Label(x, free.y + 1, toTheLeft, name);
            }
            return free;
        }

        private boolean covers(Label other) {
            return Math.abs(y - other.y) < LINE
                    && left() < other.left() + other.width()
                    && other.left() < left() + width();
        }

        private double left() {
            return toTheLeft ? x - width() : x;
        }

        private double width() {
            return name.length() * LETTER;
        }

        String svg() {
            return "<text class=\"name\" x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>"
                    .formatted(Html.svg(x), Html.svg(y), toTheLeft ? "end" : "start", Html.text(name));
        }
    }
}
