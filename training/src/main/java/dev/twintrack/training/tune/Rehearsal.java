package dev.twintrack.training.tune;

import dev.twintrack.Box;
import dev.twintrack.Frame;
import dev.twintrack.Target;
import dev.twintrack.Tracker;
import dev.twintrack.TrackerOptions;
import dev.twintrack.network.ModelFile;
import dev.twintrack.network.RangeObserver;
import dev.twintrack.network.TrackingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
     * @param right whether the box overlapped the object by more than half
     */
    record Sample(double[] measures, boolean right) {}

    /** Runs the model with the given settings over all clips. */
    static Rehearsal of(ModelFile model, TrackingSettings settings, List<RehearsalClip> clips, int threads) {
        ModelFile candidate = new ModelFile(model.card().withTracking(settings), model.weights());
        List<Double> overlaps = new ArrayList<>();
        List<Sample> samples = new ArrayList<>();
        try (Tracker tracker = Tracker.open(candidate, TrackerOptions.defaults().withThreads(threads))) {
            for (int i = 0; i < clips.size(); i++) {
                RehearsalClip other = clips.get((i + 1) % clips.size());
                overlaps.add(run(tracker, clips.get(i), other, samples));
            }
        }
        double mean =
                overlaps.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        return new Rehearsal(mean, overlaps, samples);
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
        Target target = tracker.start(clip.frames().get(0), clip.truth().get(0));
        double sum = 0;
        int shown = 0;
        for (int index = 1; index < clip.frames().size(); index++) {
            Box guess = target.update(clip.frames().get(index)).guess();
            Box truth = clip.truth().get(index);
            double overlap = truth == null ? 0 : guess.iou(truth);
            samples.add(new Sample(target.measures().orElseThrow(), overlap > 0.5));
            if (truth != null) {
                sum += overlap;
                shown++;
            }
        }
        if (other != clip) {
            for (Frame frame : other.frames()
                    .subList(0, Math.min(ABSENT_FRAMES, other.frames().size()))) {
                target.update(frame);
                samples.add(new Sample(target.measures().orElseThrow(), false));
            }
        }
        return shown == 0 ? 0 : sum / shown;
    }
}
