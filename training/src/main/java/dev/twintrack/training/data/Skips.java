package dev.twintrack.training.data;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Counts what was left out, by reason, so that nothing goes missing in silence. Not safe for use by several threads. */
public final class Skips {

    private final Map<String, Integer> counts = new TreeMap<>();

    public void add(String reason) {
        add(reason, 1);
    }

    public void add(String reason, int count) {
        if (count > 0) {
            counts.merge(reason, count, Integer::sum);
        }
    }

    public void addAll(Map<String, Integer> others) {
        others.forEach(this::add);
    }

    /** How often each reason came up, in alphabetical order. */
    public Map<String, Integer> counts() {
        return Collections.unmodifiableMap(counts);
    }
}
