package dev.twintrack.training.loop;

import dev.twintrack.TwintrackException;
import java.util.List;

/**
 * How long and by what rules a {@link TrainingLoop} runs. Counts are in optimiser steps.
 *
 * @param optimizer turns gradients into weights
 * @param schedule learning rate over time; says how many steps there are
 * @param groups arrays that learn slower or not at all, by the beginning of their names
 * @param accumulate batches whose gradients make one step, at least 1
 * @param clip longest gradient allowed (Euclidean, all arrays together); 0 for any
 * @param averageDecay of the moving average of the weights, in {@code [0, 1)}; 0.999 suits thousands of steps
 * @param logEvery steps between log lines
 * @param checkpointEvery steps between checkpoints
 * @param keep newest checkpoints kept, besides the best
 * @param validateEvery steps between validations; 0 for none
 * @param best the measure that says which checkpoint is the best
 * @param higherIsBetter whether that measure should rise
 * @param patience validations without a new best after which the run stops; 0 for never
 */
public record LoopConfig(
        OptimizerConfig optimizer,
        Schedule schedule,
        List<ParameterGroup> groups,
        int accumulate,
        double clip,
        double averageDecay,
        long logEvery,
        long checkpointEvery,
        int keep,
        long validateEvery,
        String best,
        boolean higherIsBetter,
        int patience) {

    public LoopConfig {
        groups = List.copyOf(groups);
        atLeast("accumulate", accumulate, 1);
        atLeast("logEvery", logEvery, 1);
        atLeast("checkpointEvery", checkpointEvery, 1);
        atLeast("keep", keep, 1);
        atLeast("validateEvery", validateEvery, 0);
        atLeast("patience", patience, 0);
        if (!(clip >= 0)) {
            throw new TwintrackException("clip is %s: give a gradient length, or 0 for any".formatted(clip));
        }
        if (!(averageDecay >= 0 && averageDecay < 1)) {
            throw new TwintrackException(
                    "averageDecay is %s: give a share from 0 to below 1, such as 0.999".formatted(averageDecay));
        }
    }

    /** Whether the groups let the array learn. */
    boolean learns(String name) {
        return groups.stream()
                .filter(group -> name.startsWith(group.prefix()))
                .findFirst()
                .map(group -> !group.frozen())
                .orElse(true);
    }

    private static void atLeast(String name, long value, long least) {
        if (value < least) {
            throw new TwintrackException("%s is %d: give at least %d".formatted(name, value, least));
        }
    }
}
