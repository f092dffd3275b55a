package dev.twintrack.training.evaluate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The supervised experiment of VOT up to 2019: accuracy, robustness and expected average overlap (EAO; Kristan et al.: The
 * Visual Object Tracking VOT2015 challenge results, section 3), with the numbers that pysot-toolkit prints. Accuracy leaves
 * out ten frames from each start; robustness is failures for 100 frames; EAO averages the expected overlap over the lengths
 * that the challenge of a year deems typical.
 *
 * @param name the challenge
 * @param low the shortest typical length, in frames
 * @param high the longest
 */
record SupervisedProtocol(String name, int low, int high) implements Protocol<SupervisedProtocol.Score> {

    private static final int BURN_IN = 10;

    /**
     * What is kept of a sequence.
     *
     * @param runs one a repetition
     */
    record Score(List<SupervisedRun> runs, Map<Measure, Double> values, double[] overlaps, List<String> notes)
            implements SequenceScore {

        @Override
        public List<Curve> curves() {
            return List.of();
        }
    }

    @Override
    public List<Measure> measures() {
        return List.of(
                Measure.EAO,
                Measure.ACCURACY,
                Measure.FAILURE_RATE,
                Measure.LOST,
                Measure.EAO_EXACT,
                Measure.ACCURACY_EXACT);
    }

    @Override
    public Optional<String> experiment() {
        return Optional.of("baseline");
    }

    @Override
    public List<Pass> passes(Sequence sequence, int repeats) {
        return IntStream.rangeClosed(1, repeats)
                .mapToObj(repeat -> new Pass(
                        "baseline/%s/%s_%03d".formatted(sequence.name(), sequence.name(), repeat),
                        new SupervisedPass()))
                .toList();
    }

    @Override
    public Score score(Sequence sequence, List<Take> takes) {
        List<SupervisedRun> runs = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Take take : takes) {
            runs.add(SupervisedRun.of(sequence, take.track().in(sequence.truth().origin()), BURN_IN, notes));
        }
        return new Score(
                runs,
                accuracyAndRobustness(List.of(runs), everyFrame(runs)),
                runs.get(0).overlaps(),
                notes);
    }

    private static List<BitSet> everyFrame(List<SupervisedRun> runs) {
        BitSet all = new BitSet();
        all.set(0, runs.get(0).length());
        return List.of(all);
    }

    @Override
    public Totals total(List<Score> scores) {
        return total(
                        scores,
                        scores.stream()
                                .map(score -> everyFrame(score.runs).get(0))
                                .toList())
                .orElseThrow();
    }

    @Override
    public Optional<Totals> total(List<Score> scores, List<BitSet> tagged) {
        List<List<SupervisedRun>> runs = scores.stream().map(Score::runs).toList();
        Map<Measure, Double> values = accuracyAndRobustness(runs, tagged);
        ExpectedOverlap expected = new ExpectedOverlap(low, high);
        Curve curve = expected.curve(runs, tagged, SupervisedRun::overlaps);
        values.put(Measure.EAO, expected.score(curve));
        values.put(Measure.EAO_EXACT, expected.score(expected.curve(runs, tagged, SupervisedRun::exact)));
        return Optional.of(new Totals(values, List.of(curve.upTo(high))));
    }

    /** Over the tagged frames; repetitions are averaged frame by frame first, as the toolkit does it. */
    private static Map<Measure, Double> accuracyAndRobustness(
            List<List<SupervisedRun>> sequences, List<BitSet> tagged) {
        Mean accuracy = new Mean();
        Mean exact = new Mean();
        double lost = 0;
        long frames = 0;
        for (int s = 0; s < sequences.size(); s++) {
            List<SupervisedRun> runs = sequences.get(s);
            BitSet tag = tagged.get(s);
            int length = runs.get(0).length();
            for (int i = tag.nextSetBit(0); i >= 0 && i < length; i = tag.nextSetBit(i + 1)) {
                int frame = i;
                accuracy.add(Mean.of(runs, run -> run.settled(frame)));
                exact.add(Mean.of(runs, run -> run.settledExact(frame)));
                frames++;
            }
            lost += Mean.of(runs, run ->
                    (double) run.failures().stream().filter(tag::get).count());
        }
        Map<Measure, Double> values = new EnumMap<>(Measure.class);
        values.put(Measure.ACCURACY, accuracy.value());
        values.put(Measure.ACCURACY_EXACT, exact.value());
        values.put(Measure.LOST, lost);
        values.put(Measure.FAILURE_RATE, 100 * lost / frames);
        return values;
    }
}
