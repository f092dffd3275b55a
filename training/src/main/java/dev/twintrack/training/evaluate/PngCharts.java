package dev.twintrack.training.evaluate;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The success, precision and speed plots as PNG files, for papers and slides. */
final class PngCharts {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 620;
    private static final Color[] COLORS = {
        new Color(0x0b66c3),
        new Color(0xd9480f),
        new Color(0x0f8a5f),
        new Color(0x8e44ad),
        new Color(0xb7860b),
        new Color(0xc2255c),
        new Color(0x0c8599),
        new Color(0x5f3dc4)
    };

    private PngCharts() {}

    /** Writes what there are values for. */
    static void write(Report report, Path folder) {
        for (Curve.Kind kind : Curve.Kind.values()) {
            curves(report, kind).ifPresent(chart -> save(chart, folder.resolve(kind.key() + ".png")));
        }
        speed(report).ifPresent(chart -> save(chart, folder.resolve("speed.png")));
    }

    private static Optional<XYChart> curves(Report report, Curve.Kind kind) {
        XYChart chart = chart(kind.title(), kind.xTitle(), kind.yTitle());
        chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.0);
        for (int i = 0; i < report.trackers().size(); i++) {
            TrackerScore tracker = report.trackers().get(i);
            for (Curve curve : tracker.totals().curves()) {
                if (curve.kind() == kind) {
                    XYSeries series = chart.addSeries(label(report, tracker, kind), curve.thresholds(), curve.shares());
                    series.setMarker(SeriesMarkers.NONE);
                    series.setLineColor(COLORS[i % COLORS.length]);
                    series.setLineWidth(2.5f);
                }
            }
        }
        return chart.getSeriesCollection().isEmpty() ? Optional.empty() : Optional.of(chart);
    }

    private static String label(Report report, TrackerScore tracker, Curve.Kind kind) {
        return "%s [%s]".formatted(tracker.tracker(), HtmlReport.score(report, tracker, kind));
    }

    private static Optional<XYChart> speed(Report report) {
        XYChart chart = chart(
                "Accuracy against speed",
                "Milliseconds a frame (median)",
                report.headline().title());
        chart.getStyler().setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        chart.getStyler()
                .setXAxisLogarithmic(true)
                .setXAxisLogarithmicDecadeOnly(false)
                .setYAxisMin(0.0);
        chart.getStyler().setMarkerSize(14);
        for (int i = 0; i < report.trackers().size(); i++) {
            TrackerScore tracker = report.trackers().get(i);
            double ms = tracker.total(Measure.MS_MEDIAN);
            double score = tracker.total(report.headline());
            if (ms > 0 && Double.isFinite(score)) {
                XYSeries series = chart.addSeries(
                        "%s [%s, %s ms]"
                                .formatted(
                                        tracker.tracker(),
                                        Html.number(score, report.headline()),
                                        Html.number(ms, Measure.MS_MEDIAN)),
                        new double[] {ms},
                        new double[] {score});
                series.setMarker(SeriesMarkers.CIRCLE);
                series.setMarkerColor(COLORS[i % COLORS.length]);
            }
        }
        return chart.getSeriesCollection().isEmpty() ? Optional.empty() : Optional.of(chart);
    }

    private static XYChart chart(String title, String x, String y) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setPlotBorderVisible(false);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
        chart.getStyler().setLegendBorderColor(Color.WHITE);
        chart.getStyler().setYAxisDecimalPattern("0.0#").setPlotGridLinesColor(new Color(0xdde1e6));
        return chart;
    }

    private static void save(XYChart chart, Path file) {
        try {
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", png);
            TextFile.write(file, png.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
