package dev.twintrack.training.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One-pass evaluation in memory, for programs: no files, no report. By the default protocol of OTB, with confidence and
 * speed.
 *
 * @param totals the mean over sequences; of confidence and speed, over frames
 * @param sequences the same for each sequence, by name
 * @param takes what the tracker did on each sequence, by name
 */
public record Evaluation(
        Map<Measure, Double> totals, Map<String, Map<Measure, Double>> sequences, Map<String, Take> takes) {

    /**
     * Runs a tracker on each sequence once.
     *
     * @param sequences at least one, names unique
     * @throws dev.twintrack.TwintrackException when a sequence cannot be read or run
     */
    public static Evaluation onePass(Contender contender, List<Sequence> sequences) {
        Map<String, Take> takes = new LinkedHashMap<>();
        try (BenchmarkTracker tracker = contender.opener().get()) {
            for (Sequence sequence : sequences) {
                takes.put(sequence.name(), OnePass.quiet().run(tracker, sequence));
            }
        }
        return of(sequences, takes);
    }

    private static Evaluation of(List<Sequence> sequences, Map<String, Take> takes) {
        Benchmark<OpeProtocol.Score> benchmark = new Benchmark<>(new OpeProtocol(OpeToolkit.GOT10K));
        List<Benchmark.Scored<OpeProtocol.Score>> scored = new ArrayList<>();
        Map<String, Map<Measure, Double>> values = new LinkedHashMap<>();
        for (Sequence sequence : sequences) {
            Benchmark.Scored<OpeProtocol.Score> one = benchmark.scored(sequence, List.of(takes.get(sequence.name())));
            scored.add(one);
            values.put(sequence.name(), one.row().values());
        }
        return new Evaluation(benchmark.totals(scored).values(), values, takes);
    }
}
