package dev.twintrack.training.evaluate;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A benchmark's outcome, ready to be written.
 *
 * @param setting what was measured, and where
 * @param headline the measure that ranks trackers
 * @param measures what has a value for at least one tracker, the headline first
 * @param trackers the best first
 */
record Report(Setting setting, Measure headline, List<Measure> measures, List<TrackerScore> trackers) {

    /**
     * What was measured, and where.
     *
     * @param dataset the data set's folder
     * @param sequences how many were asked for
     * @param machine processor, cores and Java, in words
     */
    record Setting(Path dataset, Layout layout, String protocol, int sequences, Instant time, String machine) {}

    private static final List<Measure> ALWAYS =
            List.of(Measure.AUROC, Measure.ECE, Measure.F1, Measure.MS_MEDIAN, Measure.MS_P95, Measure.FPS);

    static Report of(Setting setting, Protocol<?> protocol, List<TrackerScore> trackers) {
        Measure headline = protocol.measures().get(0);
        Set<Measure> measures = new LinkedHashSet<>(protocol.measures());
        measures.addAll(ALWAYS);
        measures.removeIf(measure -> trackers.stream().allMatch(one -> Double.isNaN(one.total(measure))));
        List<TrackerScore> ranked = new ArrayList<>(trackers);
        Comparator<TrackerScore> byScore = Comparator.comparingDouble(one -> rank(one, headline));
        ranked.sort(headline.higherIsBetter() ? byScore.reversed() : byScore);
        return new Report(setting, headline, List.copyOf(measures), ranked);
    }

    /** A tracker without a score comes last. */
    private static double rank(TrackerScore tracker, Measure headline) {
        double value = tracker.total(headline);
        double worst = headline.higherIsBetter() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        return Double.isNaN(value) ? worst : value;
    }

    /** The names of all sequences that at least one tracker has a score for, in the order of the data set. */
    List<String> sequenceNames() {
        Set<String> names = new LinkedHashSet<>();
        trackers.forEach(one -> one.sequences().forEach(row -> names.add(row.sequence())));
        return names.stream().sorted().toList();
    }

    /** The names of all attributes, sorted. */
    List<String> attributeNames() {
        return trackers.stream()
                .flatMap(one -> one.attributes().keySet().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** Whether every tracker has a score on every sequence. */
    boolean isComplete() {
        return trackers.stream().allMatch(one -> one.missing().isEmpty());
    }
}
