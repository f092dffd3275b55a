package dev.twintrack.training.tune;

import java.util.Collection;
import java.util.List;

/**
 * How much more overlap one model has than another along the same tracks. A track that is cut in many ways is still one
 * piece of evidence, so that its cuts count as one.
 *
 * @param mean over the tracks of the mean difference over their cuts
 * @param error standard error of that mean, from how the tracks differ; NaN for a single one
 * @param tracks how many
 */
record Advantage(double mean, double error, int tracks) {

    /** @param differences of each track, one for each of its cuts, at least one */
    static Advantage of(Collection<List<Double>> differences) {
        List<Double> ofTracks = differences.stream().map(Advantage::mean).toList();
        double mean = mean(ofTracks);
        int n = ofTracks.size();
        double variance = ofTracks.stream()
                        .mapToDouble(value -> (value - mean) * (value - mean))
                        .sum()
                / (n - 1);
        return new Advantage(mean, Math.sqrt(variance / n), n);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
