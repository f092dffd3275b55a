package dev.twintrack;

import dev.twintrack.network.TrackingSettings;

/**
 * From what each frame says by itself to a status. One weak frame makes a target uncertain; several very weak ones in a
 * row make it lost; a lost one comes back only with the confidence of a certain one.
 */
record Lifecycle(double uncertainBelow, double lostBelow) {

    /** Very weak frames in a row after which a target counts as lost. */
    static final int PATIENCE = 5;

    static Lifecycle of(TrackingSettings settings) {
        return new Lifecycle(settings.uncertainBelow(), settings.lostBelow());
    }

    /** Whether a confidence leaves room for doubt: it is nearer to that of an uncertain target than to 1. */
    boolean doubts(double confidence) {
        return uncertainBelow > 0 && confidence < (1 + uncertainBelow) / 2;
    }

    /** The status after a frame of the given confidence, and the very weak frames in a row that led to it. */
    record Step(Status status, int weakFrames) {}

    Step next(Status before, int weakFrames, double confidence) {
        if (confidence >= uncertainBelow) {
            return new Step(Status.TRACKING, 0);
        }
        int weak = confidence < lostBelow ? weakFrames + 1 : 0;
        if (before == Status.LOST || weak >= PATIENCE) {
            return new Step(Status.LOST, weak);
        }
        return new Step(Status.UNCERTAIN, weak);
    }
}
