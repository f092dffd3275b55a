package dev.twintrack.training.tune;

import dev.twintrack.Box;
import dev.twintrack.Estimate;
import dev.twintrack.Frame;
import dev.twintrack.Target;
import dev.twintrack.Tracker;
import dev.twintrack.TrackerOptions;
import dev.twintrack.network.ModelFile;
import dev.twintrack.network.RangeObserver;
import dev.twintrack.network.TrackingSettings;
import dev.twintrack.training.metric.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The real tracker on held-back clips.
 *
 * @param overlap mean over the clips of the mean IoU over the frames after the first that show the object (AO of
 *     GOT-10k, Huang et al., 2019, section 3.3)
 * @param overlaps of each clip, in the order of the clips
 * @param samples what each search measured and whether it was right
 */
record Rehearsal(double overlap, List<Double> overlaps, List<Sample> samples) {

    /** Frames of another clip that follow each clip, in which the target cannot be. */
    private static final int ABSENT_FRAMES = 12;

    /** Share of the crops whose largest activation is not cut. */
    private static final double WITHIN_RANGE = 0.9;

    /**
     * One search.
     *
     * @param measures as {@link Target#measures()} gives them
     * @param confidence that the target has after it
     * @param overlap of the box with the object; 0 where that is not in sight
     */
    record Sample(double[] measures, double confidence, double overlap) {

        private static final double HIT = 0.5;

        /** Whether the box overlaps the object by more than half. */
        boolean right() {
            return overlap > HIT;
        }
    }

    /**
     * Runs the model with the given settings over all clips.
     *
     * @param absences whether each is followed by some frames of another, in which the target cannot be
     */
    static Rehearsal of(
            ModelFile model, TrackingSettings settings, List<RehearsalClip> clips, boolean absences, int threads) {
        ModelFile candidate = new ModelFile(model.card().withTracking(settings), model.weights());
        List<Double> overlaps = new ArrayList<>();
        List<Sample> samples = new ArrayList<>();
        try (Tracker tracker = Tracker.open(candidate, TrackerOptions.defaults().withThreads(threads))) {
            for (int i = 0; i < clips.size(); i++) {
                RehearsalClip other = absences ? clips.get((i + 1) % clips.size()) : clips.get(i);
                overlaps.add(run(tracker, clips.get(i), other, samples));
            }
        }
        return new Rehearsal(mean(overlaps), overlaps, samples);
    }

    /** How large each layer's activations grow over all clips, for {@linkplain ModelFile#card() the card}. */
    static Map<String, Float> ranges(
            ModelFile model, TrackingSettings settings, List<RehearsalClip> clips, int threads) {
        ModelFile candidate = new ModelFile(model.card().withTracking(settings), model.weights());
        RangeObserver observer = RangeObserver.of(candidate, threads);
        try (Tracker tracker = Tracker.open(candidate, observer)) {
            for (RehearsalClip clip : clips) {
                run(tracker, clip, clip, new ArrayList<>());
            }
        }
        return observer.ranges(WITHIN_RANGE);
    }

    private static double run(Tracker tracker, RehearsalClip clip, RehearsalClip other, List<Sample> samples) {
        Target target = tracker.start(clip.frames().get(0), clip.start());
        double sum = 0;
        int shown = 0;
        for (int index = 1; index < clip.frames().size(); index++) {
            Box truth = clip.truth().get(index);
            double overlap = search(target, clip.frames().get(index), truth, samples);
            if (truth != null) {
                sum += overlap;
                shown++;
            }
        }
        if (other != clip) {
            for (Frame frame : other.frames()
                    .subList(0, Math.min(ABSENT_FRAMES, other.frames().size()))) {
                search(target, frame, null, samples);
            }
        }
        return shown == 0 ? 0 : sum / shown;
    }

    /** Looks for the target in one frame; returns the overlap, 0 where it is not in sight. */
    private static double search(Target target, Frame frame, Box truth, List<Sample> samples) {
        Estimate estimate = target.update(frame);
        double overlap = truth == null ? 0 : estimate.guess().iou(truth);
        samples.add(new Sample(target.measures().orElseThrow(), estimate.confidence(), overlap));
        return overlap;
    }

    /** The mean over the names of the clips of the mean overlap of the clips of that name. */
    double overlapByName(List<RehearsalClip> clips) {
        Map<String, List<Double>> byName = new TreeMap<>();
        for (int i = 0; i < clips.size(); i++) {
            byName.computeIfAbsent(clips.get(i).name(), name -> new ArrayList<>())
                    .add(overlaps.get(i));
        }
        return byName.values().stream().mapToDouble(Rehearsal::mean).average().orElse(0);
    }

    /** The share of the searches whose boxes overlap the object by more than so much. */
    double share(double overlap) {
        return samples.stream()
                .mapToDouble(sample -> sample.overlap() > overlap ? 1 : 0)
                .average()
                .orElse(0);
    }

    /** How well confidence tells the searches that were right from the others; NaN where there are only such or such. */
    static double auroc(List<Sample> samples) {
        double[] right = confidences(samples, true);
        double[] wrong = confidences(samples, false);
        return right.length == 0 || wrong.length == 0
                ? Double.NaN
                : Verification.of(right, wrong, true).areaUnderCurve();
    }

    private static double[] confidences(List<Sample> samples, boolean right) {
        return samples.stream()
                .filter(sample -> sample.right() == right)
                .mapToDouble(Sample::confidence)
                .toArray();
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
}
