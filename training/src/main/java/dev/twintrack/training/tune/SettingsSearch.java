package dev.twintrack.training.tune;

import dev.twintrack.network.TrackingSettings;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** Coordinate descent over a few values of each tracking setting, again and again until nothing gets better. */
final class SettingsSearch {

    private record Line(
            boolean anchorFree, BiFunction<TrackingSettings, Double, TrackingSettings> change, List<Double> values) {}

    private static final List<Line> LINES = List.of(
            new Line(true, TrackingSettings::withMemoryInfluence, List.of(0.0, 0.2, 0.35, 0.5, 0.65, 0.8)),
            new Line(true, TrackingSettings::withBoxCorrection, List.of(0.0, 0.5, 1.0)),
            new Line(false, TrackingSettings::withWindowInfluence, List.of(0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5)),
            new Line(false, TrackingSettings::withSizeRate, List.of(0.15, 0.25, 0.35, 0.45, 0.6, 0.8)),
            new Line(false, TrackingSettings::withSizePenalty, List.of(0.0, 0.03, 0.08, 0.15, 0.25)));
    private static final int ROUNDS = 2;

    private final ToDoubleFunction<TrackingSettings> measure;
    private final Consumer<String> report;

    /**
     * @param measure what is to be as high as possible
     * @param report told of every trial in a line
     */
    SettingsSearch(ToDoubleFunction<TrackingSettings> measure, Consumer<String> report) {
        this.measure = measure;
        this.report = report;
    }

    /** The best settings found from a start. */
    TrackingSettings from(TrackingSettings start, boolean anchorFree) {
        TrackingSettings best = start;
        double highest = trial(start);
        for (int round = 0; round < ROUNDS; round++) {
            TrackingSettings before = best;
            for (Line line : LINES) {
                if (line.anchorFree() && !anchorFree) {
                    continue;
                }
                TrackingSettings center = best;
                for (double value : line.values()) {
                    TrackingSettings candidate = line.change().apply(center, value);
                    double result = same(candidate, center) ? Double.NEGATIVE_INFINITY : trial(candidate);
                    if (result > highest) {
                        highest = result;
                        best = candidate;
                    }
                }
            }
            if (same(before, best)) {
                break;
            }
        }
        return best;
    }

    private static boolean same(TrackingSettings a, TrackingSettings b) {
        return a.windowInfluence() == b.windowInfluence()
                && a.sizePenalty() == b.sizePenalty()
                && a.sizeRate() == b.sizeRate()
                && a.memoryInfluence() == b.memoryInfluence()
                && a.boxCorrection() == b.boxCorrection();
    }

    private double trial(TrackingSettings settings) {
        double value = measure.applyAsDouble(settings);
        report.accept("window %.2f  penalty %.2f  rate %.2f  memory %.2f  correction %.1f  overlap %.4f"
                .formatted(
                        settings.windowInfluence(),
                        settings.sizePenalty(),
                        settings.sizeRate(),
                        settings.memoryInfluence(),
                        settings.boxCorrection(),
                        value));
        return value;
    }
}
