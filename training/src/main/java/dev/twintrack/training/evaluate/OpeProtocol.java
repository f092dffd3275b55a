package dev.twintrack.training.evaluate;

import dev.twintrack.TwintrackException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One-pass evaluation (OPE): success and precision for each sequence, then the mean over sequences.
 *
 * @param toolkit which frames count
 */
record OpeProtocol(OpeToolkit toolkit) implements Protocol<OpeProtocol.Score> {

    private static final int PIXELS_20 = 20;
    private static final int OVERLAP_50 = 10;
    private static final int OVERLAP_75 = 15;

    /**
     * What is kept of a sequence.
     *
     * @param success 21 thresholds
     * @param precision 51 thresholds
     * @param normalized 51 thresholds
     * @param ao average overlap
     */
    record Score(
            Curve success,
            Curve precision,
            Curve normalized,
            double ao,
            double[] overlaps,
            Map<Measure, Double> values,
            List<String> notes)
            implements SequenceScore {

        @Override
        public List<Curve> curves() {
            return List.of(success, precision, normalized);
        }
    }

    @Override
    public String name() {
        return toolkit.label();
    }

    @Override
    public List<Measure> measures() {
        return List.of(
                Measure.SUCCESS, Measure.PRECISION, Measure.NORM_PRECISION, Measure.SR50, Measure.SR75, Measure.AO);
    }

    @Override
    public Score score(Sequence sequence, List<Take> takes) {
        Set<String> notes = new LinkedHashSet<>();
        List<Score> scores = new ArrayList<>();
        for (Take take : takes) {
            List<String> said = new ArrayList<>();
            Trajectory result = take.track().in(sequence.truth().origin()).upright();
            FrameErrors errors = toolkit.errors(sequence, result, said);
            if (errors.frames() == 0) {
                throw new TwintrackException(
                        "sequence %s has no frame with a truth to score".formatted(sequence.name()));
            }
            scores.add(scored(errors, Overlaps.of(sequence, take.track()), said));
            notes.addAll(said);
        }
        return scores.size() == 1 ? scores.get(0) : mean(scores, scores.get(0).overlaps, List.copyOf(notes));
    }

    /** The score of one set of frames. */
    Score scored(FrameErrors errors, double[] overlaps, List<String> notes) {
        Curve success = Curve.of(Curve.Kind.SUCCESS, Curve.steps(21, 0.05), errors::success);
        Curve precision = Curve.of(Curve.Kind.PRECISION, Curve.steps(51, 1), errors::precision);
        Curve normalized =
                Curve.of(Curve.Kind.NORM_PRECISION, toolkit.normalizedThresholds(), errors::normalizedPrecision);
        double ao = errors.overlapSum() / errors.frames();
        return new Score(
                success, precision, normalized, ao, overlaps, values(success, precision, normalized, ao), notes);
    }

    private Score mean(List<Score> scores, double[] overlaps, List<String> notes) {
        Curve success = Curve.mean(scores.stream().map(Score::success).toList());
        Curve precision = Curve.mean(scores.stream().map(Score::precision).toList());
        Curve normalized = Curve.mean(scores.stream().map(Score::normalized).toList());
        double ao = Mean.of(scores, Score::ao);
        return new Score(
                success, precision, normalized, ao, overlaps, values(success, precision, normalized, ao), notes);
    }

    private Map<Measure, Double> values(Curve success, Curve precision, Curve normalized, double ao) {
        Map<Measure, Double> values = new EnumMap<>(Measure.class);
        values.put(Measure.SUCCESS, success.mean());
        values.put(Measure.PRECISION, precision.shares()[PIXELS_20]);
        values.put(Measure.NORM_PRECISION, toolkit.normalizedPrecision(normalized));
        values.put(Measure.SR50, success.shares()[OVERLAP_50]);
        values.put(Measure.SR75, success.shares()[OVERLAP_75]);
        values.put(Measure.AO, ao);
        return values;
    }

    @Override
    public Totals total(List<Score> scores) {
        Score mean = mean(scores, new double[0], List.of());
        return new Totals(mean.values, mean.curves());
    }
}
