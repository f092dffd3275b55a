package dev.twintrack.training.evaluate;

import dev.twintrack.Box;
import dev.twintrack.Estimate;
import dev.twintrack.Frame;
import dev.twintrack.Target;
import dev.twintrack.Tracker;

/** Our own tracker. Its guess is scored in every frame, also while it says that the target is lost. */
final class TwinTracker implements BenchmarkTracker {

    private final Tracker tracker;
    private Frame frame;
    private Target target;

    TwinTracker(Tracker tracker) {
        this.tracker = tracker;
    }

    @Override
    public void show(Frame shown) {
        frame = shown;
    }

    @Override
    public void start(Box box) {
        target = tracker.start(frame, box);
    }

    @Override
    public Prediction update() {
        Estimate estimate = target.update(frame);
        return new Prediction(estimate.guess(), estimate.confidence());
    }

    @Override
    public void close() {
        tracker.close();
    }
}
