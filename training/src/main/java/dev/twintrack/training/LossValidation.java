package dev.twintrack.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import dev.twintrack.training.loop.Losses;
import dev.twintrack.training.loop.Objective;
import dev.twintrack.training.loop.Validation;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** The mean loss, and its terms, over the same batches of held-back samples each time. */
final class LossValidation<B> implements Validation {

    private final Objective<B> objective;
    private final LongFunction<B> samples;
    private final int batches;
    private final NDManager manager;

    LossValidation(Objective<B> objective, LongFunction<B> samples, int batches, NDManager manager) {
        this.objective = objective;
        this.samples = samples;
        this.batches = batches;
        this.manager = manager;
    }

    @Override
    public Map<String, Double> measure(long step) {
        Map<String, Double> means = new TreeMap<>();
        for (int i = 0; i < batches; i++) {
            try (NDScope scope = new NDScope();
                    NDManager arrays = manager.newSubManager()) {
                scope.suppressNotUsedWarning();
                Losses losses = objective.losses(arrays, samples.apply(i), false);
                add(means, "loss", losses.total());
                losses.parts().forEach((name, part) -> add(means, name, part));
            }
        }
        return means;
    }

    private void add(Map<String, Double> means, String name, NDArray value) {
        means.merge(name, value.toFloatArray()[0] / (double) batches, Double::sum);
    }
}
