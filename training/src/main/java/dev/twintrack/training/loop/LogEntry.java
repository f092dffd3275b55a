package dev.twintrack.training.loop;

import java.util.Map;
import java.util.TreeMap;

/**
 * One line of a run's log.
 *
 * @param step steps taken
 * @param phase {@code train} or {@code validate}
 * @param values what was measured, by name; the same in every run with the same seed
 * @param timing what depends on the machine: pairs a second, shares of time
 */
public record LogEntry(long step, String phase, Map<String, Double> values, Map<String, Double> timing) {

    public LogEntry {
        values = new TreeMap<>(values);
        timing = new TreeMap<>(timing);
    }
}
