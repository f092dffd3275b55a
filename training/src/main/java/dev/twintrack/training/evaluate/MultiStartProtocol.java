package dev.twintrack.training.evaluate;

import dev.twintrack.Box;
import dev.twintrack.TwintrackException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The multi-start experiment of VOT since 2020 (Kristan et al.: The Eighth Visual Object Tracking VOT2020 Challenge
 * Results, section 3.1): a tracker is started on each anchor and runs to one end of the sequence. It fails where its
 * overlap stays at 0.1 or below for ten frames.
 */
record MultiStartProtocol() implements Protocol<MultiStartProtocol.Score> {

    private static final double FAILURE_OVERLAP = 0.1;
    private static final int GRACE = 10;
    private static final int LOW = 115;
    private static final int HIGH = 755;

    /**
     * One run from an anchor.
     *
     * @param overlaps from the frame of the start on; zero after a failure
     * @param survived frames before the failure, or all
     */
    private record Run(double[] overlaps, int survived) {

        boolean failed() {
            return survived < overlaps.length;
        }

        double overlapSum() {
            return Arrays.stream(overlaps).sum();
        }
    }

    /**
     * What is kept of a sequence.
     *
     * @param length its frames
     */
    record Score(List<Run> runs, int length, double[] overlaps, List<String> notes) implements SequenceScore {

        private double survived() {
            return runs.stream().mapToInt(Run::survived).sum();
        }

        private double accuracy() {
            double survived = survived();
            return survived > 0 ? runs.stream().mapToDouble(Run::overlapSum).sum() / survived : 0;
        }

        private double robustness() {
            return survived()
                    / runs.stream().mapToInt(run -> run.overlaps.length).sum();
        }

        @Override
        public Map<Measure, Double> values() {
            Map<Measure, Double> values = new EnumMap<>(Measure.class);
            values.put(Measure.ACCURACY, accuracy());
            values.put(Measure.ROBUSTNESS, robustness());
            return values;
        }

        @Override
        public List<Curve> curves() {
            return List.of();
        }
    }

    @Override
    public String name() {
        return "vot2020";
    }

    @Override
    public List<Measure> measures() {
        return List.of(Measure.EAO, Measure.ACCURACY, Measure.ROBUSTNESS);
    }

    @Override
    public Optional<String> experiment() {
        return Optional.of("baseline");
    }

    @Override
    public List<Pass> passes(Sequence sequence, int repeats) {
        return Anchors.of(sequence).stream()
                .map(anchor -> new Pass(
                        "baseline/%s/%s_%08d".formatted(sequence.name(), sequence.name(), anchor.frame()),
                        (tracker, one, timed) -> run(tracker, one, anchor, timed)))
                .toList();
    }

    private static Take run(BenchmarkTracker tracker, Sequence sequence, Anchors.Anchor anchor, OnePass timed) {
        Box start = sequence.truth()
                .box(anchor.frame())
                .orElseThrow(() -> new TwintrackException(
                        "sequence %s has no region in its anchor frame %d".formatted(sequence.name(), anchor.frame())));
        Take take = timed.run(tracker, sequence, start, anchor.count(sequence.length()), anchor::index);
        List<double[]> rows = new ArrayList<>();
        rows.add(new double[] {SupervisedPass.START});
        for (int i = 1; i < take.track().length(); i++) {
            rows.add(take.track().row(i));
        }
        return new Take(Trajectory.of(rows, 0), take.confidences(), take.seconds());
    }

    @Override
    public Score score(Sequence sequence, List<Take> takes) {
        List<Anchors.Anchor> anchors = Anchors.of(sequence);
        if (anchors.size() != takes.size()) {
            throw new TwintrackException("sequence %s has %d anchors, but there are %d result files"
                    .formatted(sequence.name(), anchors.size(), takes.size()));
        }
        List<String> notes = new ArrayList<>();
        if (sequence.size().isEmpty()) {
            notes.add("size of the pictures unknown: regions are not bounded by them");
        }
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < anchors.size(); i++) {
            runs.add(scored(
                    sequence,
                    anchors.get(i),
                    takes.get(i).track().in(sequence.truth().origin())));
        }
        double[] overlaps = new double[sequence.length()];
        Arrays.fill(overlaps, Double.NaN);
        for (int n = 1; n < runs.get(0).overlaps.length; n++) {
            overlaps[anchors.get(0).index(n)] = runs.get(0).overlaps[n];
        }
        return new Score(runs, sequence.length(), overlaps, notes);
    }

    private static Run scored(Sequence sequence, Anchors.Anchor anchor, Trajectory track) {
        int count = anchor.count(sequence.length());
        if (track.length() != count) {
            throw new TwintrackException("the run of sequence %s from frame %d has %d rows, not %d"
                    .formatted(sequence.name(), anchor.frame(), track.length(), count));
        }
        RegionOverlap overlap = new ToolkitOverlap();
        double[] overlaps = new double[count];
        int patience = GRACE;
        for (int n = 0; n < count; n++) {
            double[] truth = sequence.truth().row(anchor.index(n));
            overlaps[n] = overlap.of(track.row(n), truth, sequence.size());
            boolean low = overlaps[n] <= FAILURE_OVERLAP && RegionOverlap.isRegion(truth);
            patience = low ? patience - 1 : GRACE;
            if (patience == 0) {
                int survived = n + 1 - GRACE;
                Arrays.fill(overlaps, survived, count, 0);
                return new Run(overlaps, survived);
            }
        }
        return new Run(overlaps, count);
    }

    @Override
    public Totals total(List<Score> scores) {
        double accuracy = 0;
        double survived = 0;
        double robustness = 0;
        double frames = 0;
        for (Score score : scores) {
            accuracy += score.accuracy() * score.survived();
            survived += score.survived();
            robustness += score.robustness() * score.length;
            frames += score.length;
        }
        Curve curve = curve(scores);
        Map<Measure, Double> values = new EnumMap<>(Measure.class);
        values.put(
                Measure.EAO, Arrays.stream(curve.shares(), LOW, HIGH).average().orElse(Double.NaN));
        values.put(Measure.ACCURACY, survived > 0 ? accuracy / survived : 0);
        values.put(Measure.ROBUSTNESS, robustness / frames);
        return new Totals(values, List.of(curve));
    }

    /** The average overlap up to each length, over the runs that are that long, or would be if they had not failed. */
    private static Curve curve(List<Score> scores) {
        double[] sums = new double[HIGH];
        int[] runs = new int[HIGH];
        for (Score score : scores) {
            for (Run run : score.runs) {
                double sum = 0;
                for (int n = 1; n < HIGH; n++) {
                    boolean inside = n < run.overlaps.length;
                    if (!inside && !run.failed()) {
                        break;
                    }
                    sum += inside ? run.overlaps[n] : 0;
                    // The toolkit divides by one less once a failed run has ended; kept, since scores are published so.
                    sums[n] += sum / (inside ? n : n - 1);
                    runs[n]++;
                }
            }
        }
        double[] shares = new double[HIGH];
        Arrays.setAll(shares, n -> runs[n] > 0 ? sums[n] / runs[n] : 0);
        return new Curve(Curve.Kind.EXPECTED_OVERLAP, Curve.steps(HIGH, 1), shares);
    }
}
