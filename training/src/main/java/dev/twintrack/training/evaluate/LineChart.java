package dev.twintrack.training.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Curves of several trackers as one SVG figure with a legend, coloured by the page's own style sheet. */
final class LineChart {

    private static final int WIDTH = 560;
    private static final int HEIGHT = 360;
    private static final int LEFT = 52;
    private static final int RIGHT = 14;
    private static final int TOP = 14;
    private static final int BOTTOM = 46;
    private static final int TICKS = 5;
    private static final int MOST_TICKS = 7;
    private static final double ROUNDING = 1e-9;

    /**
     * One line.
     *
     * @param tracker its name
     * @param series which colour it has, throughout the page
     * @param score what stands beside its name
     */
    record Line(String tracker, int series, Curve curve, String score) {}

    private LineChart() {}

    static String of(Curve.Kind kind, List<Line> lines, boolean diagonal) {
        // Against its diagonal a curve needs an axis that ends at 1, as the other one does.
        double xMax = diagonal
                ? 1
                : lines.stream()
                        .mapToDouble(line -> max(line.curve().thresholds()))
                        .max()
                        .orElse(1);
        StringBuilder svg = new StringBuilder();
        svg.append("<figure class=\"chart\"><figcaption>%s</figcaption>".formatted(Html.text(kind.title())));
        svg.append("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s of %d trackers\">"
                .formatted(WIDTH, HEIGHT, Html.text(kind.title()), lines.size()));
        grid(svg, kind, xMax);
        if (diagonal) {
            svg.append("<path class=\"ideal\" d=\"M%s %sL%s %s\"/>".formatted(x(0, xMax), y(0), x(xMax, xMax), y(1)));
        }
        // The best is drawn last, over the others.
        for (int i = lines.size() - 1; i >= 0; i--) {
            line(svg, lines.get(i), xMax);
        }
        svg.append("</svg>").append(legend(lines)).append("</figure>\n");
        return svg.toString();
    }

    private static void grid(StringBuilder svg, Curve.Kind kind, double xMax) {
        for (int i = 0; i <= TICKS; i++) {
            double share = i / (double) TICKS;
            svg.append("<path class=\"grid\" d=\"M%s %sH%s\"/>".formatted(x(0, xMax), y(share), x(xMax, xMax)));
            svg.append("<text class=\"tick\" x=\"%d\" y=\"%s\" text-anchor=\"end\">%s</text>"
                    .formatted(LEFT - 8, Html.svg(yAt(share) + 4), Html.tick(share, 1)));
        }
        double step = step(xMax);
        for (int i = 0; i * step <= xMax * (1 + ROUNDING); i++) {
            svg.append("<path class=\"grid\" d=\"M%s %sV%s\"/>".formatted(x(i * step, xMax), y(0), y(1)));
            svg.append("<text class=\"tick\" x=\"%s\" y=\"%d\" text-anchor=\"middle\">%s</text>"
                    .formatted(x(i * step, xMax), HEIGHT - BOTTOM + 18, Html.tick(i * step, step < 1 ? 1 : 0)));
        }
        svg.append("<text class=\"axis\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>"
                .formatted((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, Html.text(kind.xTitle())));
        svg.append("<text class=\"axis\" transform=\"translate(14 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>"
                .formatted((TOP + HEIGHT - BOTTOM) / 2, Html.text(kind.yTitle())));
    }

    /** A round distance of four to ten ticks: 1, 2 or 5 times a power of ten. */
    private static double step(double max) {
        double power = Math.pow(10, Math.floor(Math.log10(max)) - 1);
        for (double factor : new double[] {1, 2, 5, 10, 20}) {
            if (max / (power * factor) <= MOST_TICKS) {
                return power * factor;
            }
        }
        return max;
    }

    private static void line(StringBuilder svg, Line line, double xMax) {
        double[] thresholds = line.curve().thresholds();
        double[] shares = line.curve().shares();
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < shares.length; i++) {
            path.append(i == 0 ? 'M' : 'L')
                    .append(x(thresholds[i], xMax))
                    .append(' ')
                    .append(y(shares[i]));
        }
        svg.append("<path class=\"line s%d\" data-tracker=\"%s\" d=\"%s\"><title>%s %s</title></path>"
                .formatted(line.series(), Html.text(line.tracker()), path, Html.text(line.tracker()), line.score()));
    }

    private static String legend(List<Line> lines) {
        return lines.stream()
                .map(line -> ("<li><button type=\"button\" data-tracker=\"%s\"><i class=\"swatch s%d\"></i>%s"
                                + " <b>%s</b></button></li>")
                        .formatted(Html.text(line.tracker()), line.series(), Html.text(line.tracker()), line.score()))
                .collect(Collectors.joining("", "<ul class=\"legend\">", "</ul>"));
    }

    private static double max(double[] values) {
        return Arrays.stream(values).max().orElse(1);
    }

    private static String x(double value, double max) {
        return Html.svg(LEFT + value / max * (WIDTH - LEFT - RIGHT));
    }

    private static String y(double share) {
        return Html.svg(yAt(share));
    }

    private static double yAt(double share) {
        return TOP + (1 - share) * (HEIGHT - TOP - BOTTOM);
    }
}
