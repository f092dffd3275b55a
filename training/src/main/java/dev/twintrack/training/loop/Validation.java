package dev.twintrack.training.loop;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

    /** The measures of several validations together. */
    static Validation all(List<Validation> parts) {
        return step -> {
            Map<String, Double> measures = new TreeMap<>();
            parts.forEach(part -> measures.putAll(part.measure(step)));
            return measures;
        };
    }
}
