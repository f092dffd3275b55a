package dev.twintrack.training.loop;

import dev.twintrack.TwintrackException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The run's curves as one picture, drawn anew after each validation and at the end: the losses on top, the other
 * measures of the validation below.
 */
public final class CurvesLog implements RunLog {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 420;

    private final Path file;
    private final List<LogEntry> entries;

    private CurvesLog(Path file, List<LogEntry> entries) {
        this.file = file;
        this.entries = entries;
    }

    /** @param before what an earlier part of the run logged */
    public static CurvesLog open(Path file, List<LogEntry> before) {
        return new CurvesLog(file, new ArrayList<>(before));
    }

    @Override
    public void write(LogEntry entry) {
        entries.add(entry);
        if (entry.phase().equals("validate")) {
            draw();
        }
    }

    @Override
    public void close() {
        draw();
    }

    private void draw() {
        Map<String, List<double[]>> losses = new LinkedHashMap<>();
        Map<String, List<double[]>> measures = new LinkedHashMap<>();
        for (LogEntry entry : entries) {
            entry.values().forEach((name, value) -> {
                boolean loss = name.equals("loss");
                if (!Double.isFinite(value)) {
                    return;
                }
                if (loss || entry.phase().equals("validate") && isMeasure(name)) {
                    String key = entry.phase() + " " + name;
                    (loss ? losses : measures)
                            .computeIfAbsent(key, k -> new ArrayList<>())
                            .add(new double[] {entry.step(), value});
                }
            });
        }
        readable(losses);
        List<XYChart> charts = new ArrayList<>();
        for (Map<String, List<double[]>> curves : List.of(losses, measures)) {
            if (!curves.isEmpty()) {
                charts.add(chart(curves));
            }
        }
        if (!charts.isEmpty()) {
            save(charts);
        }
    }

    /** Leaves out what would press all else flat: an untrained network's loss may be hundreds of times a trained one's. */
    private static void readable(Map<String, List<double[]>> losses) {
        losses.getOrDefault("train loss", List.of()).stream()
                .mapToDouble(point -> point[1])
                .max()
                .ifPresent(highest -> losses.getOrDefault("validate loss", new ArrayList<>())
                        .removeIf(point -> point[1] > 2 * highest));
        losses.values().removeIf(List::isEmpty);
    }

    /** Whether the validation alone has it: a part of the loss is no measure. */
    private boolean isMeasure(String name) {
        return entries.stream().filter(entry -> entry.phase().equals("train")).noneMatch(entry -> entry.values()
                .containsKey(name));
    }

    private static XYChart chart(Map<String, List<double[]>> curves) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle("step")
                .build();
        chart.getStyler().setLegendPosition(LegendPosition.InsideNE);
        curves.forEach((name, points) -> chart.addSeries(
                        name,
                        points.stream().mapToDouble(point -> point[0]).toArray(),
                        points.stream().mapToDouble(point -> point[1]).toArray())
                .setMarker(name.startsWith("validate") ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE));
        return chart;
    }

    private void save(List<XYChart> charts) {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT * charts.size(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < charts.size(); i++) {
            picture.createGraphics().drawImage(BitmapEncoder.getBufferedImage(charts.get(i)), 0, i * HEIGHT, null);
        }
        try {
            Path part = file.resolveSibling(file.getFileName() + ".part");
            ImageIO.write(picture, "png", part.toFile());
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new TwintrackException("cannot write curves %s: check the folder".formatted(file), e);
        }
    }
}
