package dev.twintrack;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** One object being followed. Made by {@link Tracker#start}; owned by one thread at a time. */
public final class Target {

    private final Tracker tracker;
    private final TargetState state;

    Target(Tracker tracker, TargetState state) {
        this.tracker = tracker;
        this.state = state;
    }

    /** Looks for this target alone in the next frame; see {@link Tracker#update(List)} for many at once. */
    public Estimate update(Frame frame) {
        return tracker.update(List.of(new Look(this, frame))).get(0);
    }

    /** What the last frame said; after the start, the start box with confidence 1. */
    public Estimate last() {
        return state.last();
    }

    /** The raw response of the last search; empty before the first update. */
    public Optional<ScoreMap> scoreMap() {
        return Optional.ofNullable(state.finding()).map(Finding::map);
    }

    /**
     * The measures of the last search that {@link #frameConfidence()} is computed from, in the order of the calibration's
     * coefficients without the constant: peak, quality, sharpness, rival, familiarity. What a new calibration is fitted to.
     * Empty before the first update.
     */
    public Optional<double[]> measures() {
        return Optional.ofNullable(state.finding())
                .map(found -> found.evidence().measures());
    }

    /**
     * The confidence that the last search has by itself, whatever the frames before it said; the estimate's own also heeds
     * those. Empty before the first update.
     */
    public OptionalDouble frameConfidence() {
        return state.finding() == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(state.finding()
                        .evidence()
                        .confidence(tracker.model().tracking().calibration()));
    }

    /**
     * Everything needed to go on elsewhere with {@link Tracker#restore}, under the same model: template, memory, box,
     * status.
     */
    public byte[] snapshot() {
        return state.save(tracker.modelDigest());
    }

    /**
     * The part of the {@link #snapshot()} that every frame changes, as a line of text: box, status and what the status
     * rests on. What the target looks like changes slowly, so that whoever saves often saves this line often and the
     * snapshot seldom; {@link Tracker#restore(byte[], String)} puts the two together.
     */
    public String whereabouts() {
        return state.whereabouts();
    }

    TargetState state() {
        return state;
    }

    boolean belongsTo(Tracker other) {
        return tracker == other;
    }
}
