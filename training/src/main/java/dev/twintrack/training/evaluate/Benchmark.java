package dev.twintrack.training.evaluate;

import dev.twintrack.TwintrackException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntConsumer;

/**
 * Scores one tracker after another on the same sequences. A sequence that fails is reported and left out of the totals.
 *
 * @param protocol how to score
 */
record Benchmark<S extends SequenceScore>(Protocol<S> protocol) {

    /** Is told what happens, as it happens. */
    interface Watcher {

        /** A sequence begins; what comes back is told how many of its frames are done. */
        IntConsumer begin(String tracker, String sequence, int frames);

        /** A sequence could not be scored. */
        void failed(String tracker, String sequence, String reason);
    }

    TrackerScore score(TakeSource source, List<SequenceRef> sequences, Watcher watcher) {
        List<Scored<S>> scored = new ArrayList<>();
        List<TrackerScore.Missing> missing = new ArrayList<>();
        for (SequenceRef reference : sequences) {
            try {
                Sequence sequence = reference.read();
                IntConsumer frames = watcher.begin(source.tracker(), sequence.name(), sequence.length());
                List<Take> takes = source.takes(sequence, frames);
                scored.add(scored(sequence, takes));
            } catch (TwintrackException e) {
                missing.add(new TrackerScore.Missing(reference.name(), e.getMessage()));
                watcher.failed(source.tracker(), reference.name(), e.getMessage());
            }
        }
        return new TrackerScore(
                source.tracker(),
                scored.isEmpty() ? new Totals(Map.of(), List.of()) : totals(scored),
                scored.stream().map(Scored::row).toList(),
                attributes(scored),
                missing,
                source.notes());
    }

    Scored<S> scored(Sequence sequence, List<Take> takes) {
        return new Scored<>(sequence, takes, protocol.score(sequence, takes), protocol.judged(sequence, takes));
    }

    Totals totals(List<Scored<S>> scored) {
        Totals totals = protocol.total(scored.stream().map(Scored::score).toList());
        Confidences confidences = new Confidences(
                scored.stream().flatMap(one -> one.judged().stream()).toList());
        Map<Measure, Double> values = new EnumMap<>(totals.values());
        values.putAll(confidences.values());
        values.putAll(
                Speed.values(scored.stream().flatMap(one -> one.takes.stream()).toList()));
        List<Curve> curves = new ArrayList<>(totals.curves());
        confidences.reliability().ifPresent(curves::add);
        return new Totals(values, curves);
    }

    private Map<String, Totals> attributes(List<Scored<S>> scored) {
        TreeSet<String> names = new TreeSet<>();
        scored.forEach(one -> names.addAll(one.sequence.attributes()));
        Map<String, Totals> totals = new TreeMap<>();
        for (String name : names) {
            List<Scored<S>> having = scored.stream()
                    .filter(one -> one.sequence.attributes().contains(name))
                    .toList();
            totals.put(name, byFrames(scored, name).orElseGet(() -> totals(having)));
        }
        return totals;
    }

    private Optional<Totals> byFrames(List<Scored<S>> scored, String tag) {
        List<BitSet> tagged = scored.stream()
                .map(one -> one.sequence.tags().getOrDefault(tag, new BitSet()))
                .toList();
        return tagged.stream().allMatch(BitSet::isEmpty)
                ? Optional.empty()
                : protocol.total(scored.stream().map(Scored::score).toList(), tagged);
    }

    /** A sequence with what a tracker did on it. */
    record Scored<S extends SequenceScore>(
            Sequence sequence, List<Take> takes, S score, List<Confidences.Judged> judged) {

        TrackerScore.Row row() {
            Map<Measure, Double> values = new EnumMap<>(score.values());
            values.putAll(new Confidences(judged).values());
            values.putAll(Speed.values(takes));
            return new TrackerScore.Row(
                    sequence.name(),
                    sequence.length(),
                    sequence.attributes(),
                    takes.get(0),
                    values,
                    score.curves(),
                    score.overlaps(),
                    score.notes());
        }
    }
}
