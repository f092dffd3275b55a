package dev.twintrack.training.evaluate;

import dev.twintrack.TwintrackException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.function.Predicate;

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

        /** Nobody watches. */
        Watcher NONE = new Watcher() {
            @Override
            public IntConsumer begin(String tracker, String sequence, int frames) {
                return done -> {};
            }

            @Override
            public void failed(String tracker, String sequence, String reason) {}
        };
    }

    TrackerScore score(TakeSource source, List<SequenceRef> sequences, Watcher watcher) {
        List<Scored<S>> scored = new ArrayList<>();
        List<TrackerScore.Missing> missing = new ArrayList<>();
        for (SequenceRef reference : sequences) {
            try {
                scored.add(score(source, reference.read(), watcher));
            } catch (TwintrackException e) {
                missing.add(new TrackerScore.Missing(reference.name(), e.getMessage()));
                watcher.failed(source.tracker(), reference.name(), e.getMessage());
            }
        }
        return new TrackerScore(
                source.tracker(),
                totals(scored, one -> true),
                scored.stream().map(this::row).toList(),
                attributes(scored),
                missing);
    }

    private Scored<S> score(TakeSource source, Sequence sequence, Watcher watcher) {
        List<Take> takes = source.takes(sequence, watcher.begin(source.tracker(), sequence.name(), sequence.length()));
        return new Scored<>(sequence, takes, protocol.score(sequence, takes));
    }

    private TrackerScore.Row row(Scored<S> one) {
        Map<Measure, Double> values = new EnumMap<>(Measure.class);
        values.putAll(one.score.values());
        values.putAll(Speed.values(one.takes));
        return new TrackerScore.Row(
                one.sequence.name(),
                one.sequence.length(),
                one.sequence.attributes(),
                one.takes.get(0),
                values,
                one.score.curves(),
                one.score.overlaps(),
                one.score.notes());
    }

    private Map<String, Totals> attributes(List<Scored<S>> scored) {
        Map<String, Totals> byAttribute = new TreeMap<>();
        scored.stream()
                .map(one -> one.sequence.attributes())
                .flatMap(Collection::stream)
                .distinct()
                .forEach(attribute -> byAttribute.put(
                        attribute,
                        totals(scored, one -> one.sequence.attributes().contains(attribute))));
        return byAttribute;
    }

    private Totals totals(List<Scored<S>> scored, Predicate<Scored<S>> wanted) {
        List<Scored<S>> chosen = scored.stream().filter(wanted).toList();
        if (chosen.isEmpty()) {
            return new Totals(Map.of(), List.of());
        }
        Totals totals = protocol.total(chosen.stream().map(Scored::score).toList());
        Map<Measure, Double> values = new EnumMap<>(Measure.class);
        values.putAll(totals.values());
        values.putAll(
                Speed.values(chosen.stream().flatMap(one -> one.takes.stream()).toList()));
        return new Totals(values, totals.curves());
    }

    private record Scored<S>(Sequence sequence, List<Take> takes, S score) {}
}
