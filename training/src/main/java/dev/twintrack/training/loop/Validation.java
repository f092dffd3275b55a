package dev.twintrack.training.loop;

import java.util.Map;

/** Measures the network as it stands, on samples that it does not learn from. */
public interface Validation {

    /**
     * The measures by name, such as {@code loss} or {@code overlap}. The objective's arrays hold the averaged weights
     * while this runs, and gradients are not recorded.
     *
     * @param step steps taken so far
     */
    Map<String, Double> measure(long step);

    /** No validation: no measures. */
    static Validation none() {
        return step -> Map.of();
    }
}
