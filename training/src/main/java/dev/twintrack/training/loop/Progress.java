package dev.twintrack.training.loop;

import java.util.Map;
import java.util.TreeMap;

/**
 * Where a run stands: all of its state besides arrays. Saved as JSON beside each checkpoint.
 *
 * @param step steps taken
 * @param best value of the deciding measure at its best; 0 while {@code bestStep} is 0
 * @param bestStep step of the best validation; 0 before the first
 * @param stale validations since then
 * @param sums sums of the losses' parts since the last log line
 * @param count batches in those sums
 */
record Progress(long step, double best, long bestStep, int stale, Map<String, Double> sums, int count) {

    Progress {
        sums = new TreeMap<>(sums);
    }

    static Progress start() {
        return new Progress(0, 0, 0, 0, Map.of(), 0);
    }

    Progress stepped(Map<String, Double> added, int batches) {
        Map<String, Double> total = new TreeMap<>(sums);
        added.forEach((name, value) -> total.merge(name, value, Double::sum));
        return new Progress(step + 1, best, bestStep, stale, total, count + batches);
    }

    Progress logged() {
        return new Progress(step, best, bestStep, stale, Map.of(), 0);
    }

    /** Mean of each part since the last log line. */
    Map<String, Double> means() {
        Map<String, Double> means = new TreeMap<>();
        sums.forEach((name, sum) -> means.put(name, sum / count));
        return means;
    }

    /** After a validation; a value that is not a number is never the best. */
    Progress validated(double value, boolean higherIsBetter) {
        boolean better = !Double.isNaN(value) && (bestStep == 0 || (higherIsBetter ? value > best : value < best));
        return better
                ? new Progress(step, value, step, 0, sums, count)
                : new Progress(step, best, bestStep, stale + 1, sums, count);
    }
}
