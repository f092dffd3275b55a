package dev.twintrack.training.loop;

import dev.twintrack.TwintrackException;
import dev.twintrack.network.Safetensors;
import dev.twintrack.network.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps what is needed to find out why a number stopped being finite. */
final class BrokenRun {

    private BrokenRun() {}

    /**
     * Saves the weights before the step and its batches to {@code broken-00001000/}.
     *
     * @param what the number that is not finite
     * @return the error to stop the run with
     */
    static <B> TwintrackException save(
            Path directory,
            long step,
            String what,
            Objective<B> objective,
            List<B> batches,
            Map<String, Tensor> weights) {
        Path folder = directory.resolve("broken-%08d".formatted(step));
        new Safetensors(weights, Map.of()).write(folder.resolve("weights.safetensors"));
        for (int i = 0; i < batches.size(); i++) {
            new Safetensors(new TreeMap<>(objective.tensors(batches.get(i))), Map.of())
                    .write(folder.resolve("batch-%d.safetensors".formatted(i)));
        }
        return new TwintrackException(
                "%s is not finite at step %d: its batch and weights are in %s; look at them, or lower the learning rate"
                        .formatted(what, step, folder));
    }
}
