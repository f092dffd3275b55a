package dev.twintrack.training.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** How fast a tracker is, from the times of its updates; the start of a take is left out. */
final class Speed {

    private static final double MILLISECONDS = 1000;

    private Speed() {}

    /** Nothing when no take was timed. */
    static Map<Measure, Double> values(List<Take> takes) {
        double[] seconds = takes.stream()
                .flatMapToDouble(take -> Arrays.stream(take.seconds()).skip(1))
                .filter(value -> value > 0)
                .sorted()
                .toArray();
        if (seconds.length == 0) {
            return Map.of();
        }
        return Map.of(
                Measure.MS_MEDIAN, MILLISECONDS * quantile(seconds, 0.5),
                Measure.MS_P95, MILLISECONDS * quantile(seconds, 0.95),
                Measure.FPS, DoubleStream.of(seconds).map(value -> 1 / value).sum() / seconds.length);
    }

    /** Linear between the neighbours, as NumPy's default. */
    static double quantile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
