package dev.twintrack.training.loop;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** Where the time of the steps since the last log line went. Used by one thread. */
final class StepTimes {

    /** The parts of a step. */
    enum Part {
        /** Waiting for the next batch. */
        DATA,
        FORWARD,
        BACKWARD,
        /** Gradients to weights: clipping, optimiser, moving average. */
        UPDATE,
        /** Validation and checkpoints. */
        REST
    }

    private final LongSupplier nanoTime;
    private final long[] spent = new long[Part.values().length];
    private long mark;
    private long samples;

    StepTimes(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.mark = nanoTime.getAsLong();
    }

    /** Books the time since the last call on a part. */
    void book(Part part) {
        long now = nanoTime.getAsLong();
        spent[part.ordinal()] += now - mark;
        mark = now;
    }

    void count(int more) {
        samples += more;
    }

    /** Samples a second over the steps alone, and each part's share of the step in percent; starts afresh. */
    Map<String, Double> take() {
        double step = 0;
        for (Part part : Part.values()) {
            step += part == Part.REST ? 0 : spent[part.ordinal()];
        }
        Map<String, Double> report = new TreeMap<>();
        report.put("pairsPerSecond", step > 0 ? samples / (step * 1e-9) : 0);
        for (Part part : Part.values()) {
            if (part != Part.REST) {
                double share = step > 0 ? 100 * spent[part.ordinal()] / step : 0;
                report.put(part.name().toLowerCase(Locale.ROOT) + "Percent", share);
            }
        }
        Arrays.fill(spent, 0);
        samples = 0;
        return report;
    }
}
