package dev.twintrack;

import java.util.List;

/**
 * The twin encoder at work: embeds a target once, then finds it in frame after frame. One tracker serves any number of
 * targets in any number of streams; all targets given to one {@link #update(List)} go through the network as one batch.
 *
 * <p>Owns native memory: close it. One thread at a time may call it.
 */
public final class Tracker implements AutoCloseable {

    private Tracker() {}

    /** A tracker with the bundled model on the CPU. */
    public static Tracker open() {
        return open(TrackerOptions.defaults());
    }

    /**
     * A tracker with a model and a device of choice.
     *
     * @throws TwintrackException when the model file is missing, damaged or of another kind, or the device is not there
     */
    public static Tracker open(TrackerOptions options) {
        return new Tracker();
    }

    /**
     * Starts to follow what is inside the box.
     *
     * @param box in pixels of the frame; the part inside the frame counts
     * @throws TwintrackException when the box is empty, or lies outside the frame
     */
    public Target start(Frame frame, Box box) {
        return new Target(this, box);
    }

    /** Looks for every target in its frame, as one batched run; the estimates come in the order of the looks. */
    public List<Estimate> update(List<Look> looks) {
        return looks.stream().map(look -> look.target().last()).toList();
    }

    /**
     * A target from its {@linkplain Target#snapshot() snapshot}.
     *
     * @throws TwintrackException when the snapshot is damaged or was made with another model
     */
    public Target restore(byte[] snapshot) {
        throw new TwintrackException("snapshot is empty");
    }

    /** Where the time of all updates so far went. */
    public StageTimes times() {
        return new StageTimes(0, 0, 0, 0, 0);
    }

    @Override
    public void close() {}
}
