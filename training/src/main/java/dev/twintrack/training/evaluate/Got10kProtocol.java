package dev.twintrack.training.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The protocol of GOT-10k (Huang, Zhao, Huang, PAMI 2019, section 4): average overlap (AO) and success rates over all
 * frames of all sequences together. The first frame is left out, boxes and truth are clipped to the picture, and only
 * frames in which the object is in sight count. Repeated runs are pooled.
 */
record Got10kProtocol() implements Protocol<Got10kProtocol.Score> {

    private static final int THRESHOLDS = 101;

    /**
     * What is kept of a sequence.
     *
     * @param counted the overlaps of the frames that count, of all takes
     */
    record Score(double[] counted, double[] overlaps, List<String> notes) implements SequenceScore {

        @Override
        public Map<Measure, Double> values() {
            return Got10kProtocol.values(counted);
        }

        @Override
        public List<Curve> curves() {
            return List.of(curve(counted));
        }
    }

    @Override
    public String name() {
        return "got10k";
    }

    @Override
    public List<Measure> measures() {
        return List.of(Measure.AO, Measure.SR50, Measure.SR75);
    }

    @Override
    public Score score(Sequence sequence, List<Take> takes) {
        List<String> notes = new ArrayList<>();
        double[] counted = takes.stream()
                .flatMapToDouble(take -> Arrays.stream(counted(sequence, take.track(), notes)))
                .toArray();
        return new Score(counted, Overlaps.of(sequence, takes.get(0).track()), notes);
    }

    private static double[] counted(Sequence sequence, Trajectory track, List<String> notes) {
        Trajectory truth = sequence.truth().upright();
        Trajectory result = track.in(truth.origin()).upright();
        if (result.length() != truth.length()) {
            notes.add("%d rows of result for %d of truth: missing frames count as misses, a surplus is cut off"
                    .formatted(result.length(), truth.length()));
        }
        if (sequence.size().isEmpty()) {
            notes.add("size of the pictures unknown: boxes are not clipped to them");
        }
        double[] overlaps = new double[truth.length()];
        int counted = 0;
        for (int i = 1; i < truth.length(); i++) {
            if (sequence.visible().get(i)) {
                double[] box = i < result.length() ? result.row(i) : Trajectory.nothing();
                double overlap = RowGeometry.clippedOverlap(clipped(box, sequence), clipped(truth.row(i), sequence));
                overlaps[counted++] = Double.isNaN(overlap) ? 0 : overlap;
            }
        }
        return Arrays.copyOf(overlaps, counted);
    }

    private static double[] clipped(double[] row, Sequence sequence) {
        return sequence.size().map(size -> RowGeometry.clipped(row, size)).orElse(row);
    }

    private static Map<Measure, Double> values(double[] overlaps) {
        Map<Measure, Double> values = new EnumMap<>(Measure.class);
        values.put(Measure.AO, Arrays.stream(overlaps).average().orElse(Double.NaN));
        values.put(Measure.SR50, shareAbove(overlaps, 0.5));
        values.put(Measure.SR75, shareAbove(overlaps, 0.75));
        return values;
    }

    private static double shareAbove(double[] overlaps, double threshold) {
        long hits = Arrays.stream(overlaps).filter(value -> value > threshold).count();
        return (double) hits / overlaps.length;
    }

    private static Curve curve(double[] overlaps) {
        return Curve.of(
                Curve.Kind.SUCCESS, Curve.steps(THRESHOLDS, 0.01), threshold -> shareAbove(overlaps, threshold));
    }

    @Override
    public Totals total(List<Score> scores) {
        double[] all = scores.stream()
                .flatMapToDouble(score -> Arrays.stream(score.counted))
                .toArray();
        return new Totals(values(all), List.of(curve(all)));
    }
}
