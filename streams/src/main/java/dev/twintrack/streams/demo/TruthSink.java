package dev.twintrack.streams.demo;

import dev.twintrack.Box;
import dev.twintrack.Estimate;
import dev.twintrack.Status;
import dev.twintrack.scene.SyntheticScene;
import dev.twintrack.streams.Event;
import dev.twintrack.streams.Sink;
import dev.twintrack.streams.TimedFrame;
import dev.twintrack.streams.TrackView;
import java.util.List;
import java.util.Optional;

/** Holds what a tracker says about a scene's target to the truth, and counts the events that went by. */
final class TruthSink implements Sink {

    private final SyntheticScene scene;
    private long events;
    private long frames;
    private long inSight;
    private long overlapping;
    private double overlaps;
    private long hidden;
    private long lostWhileHidden;

    TruthSink(SyntheticScene scene) {
        this.scene = scene;
    }

    /**
     * How well the target was followed.
     *
     * @param frames of the clip
     * @param inSight frames with the target in sight
     * @param overlap mean intersection over union with the truth over those frames but the first, whose box is given
     * @param followed share of those frames with an overlap above a half
     * @param hidden frames with the target out of sight
     * @param lostWhileHidden how many of those the tracker called lost
     */
    record Score(long frames, long inSight, double overlap, double followed, long hidden, long lostWhileHidden) {}

    @Override
    public void event(Event event) {
        events++;
    }

    @Override
    public void frame(TimedFrame frame, List<TrackView> tracks) {
        frames++;
        Estimate estimate = tracks.get(0).estimate();
        Optional<Box> truth = scene.truth(Math.toIntExact(frame.index()));
        if (truth.isEmpty()) {
            hidden++;
            lostWhileHidden += estimate.status() == Status.LOST ? 1 : 0;
        } else if (frame.index() > 0) {
            inSight++;
            double overlap = estimate.box().map(truth.get()::iou).orElse(0.0);
            overlaps += overlap;
            overlapping += overlap > 0.5 ? 1 : 0;
        }
    }

    long events() {
        return events;
    }

    Score score() {
        double count = Math.max(1, inSight);
        return new Score(frames, inSight, overlaps / count, overlapping / count, hidden, lostWhileHidden);
    }
}
