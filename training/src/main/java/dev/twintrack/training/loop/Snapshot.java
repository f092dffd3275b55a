package dev.twintrack.training.loop;

import dev.twintrack.TwintrackException;
import dev.twintrack.network.Safetensors;
import dev.twintrack.network.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The averaged weights of one checkpoint.
 *
 * @param step steps taken until then
 * @param weights every parameter by name, running statistics included
 */
public record Snapshot(long step, Map<String, Tensor> weights) {

    /** The checkpoint with the best validation, or the newest when there was no validation. */
    public static Snapshot best(Path run) {
        Path newest = newestFolder(run);
        Progress progress = Checkpoints.progress(newest);
        return progress.bestStep() == 0 ? read(newest) : at(run, progress.bestStep());
    }

    /** The newest checkpoint. */
    public static Snapshot newest(Path run) {
        return read(newestFolder(run));
    }

    /**
     * The checkpoint of a step.
     *
     * @throws TwintrackException when the run does not have it, or no more
     */
    public static Snapshot at(Path run, long step) {
        Path folder = checkpoints(run).folder(step);
        if (!Files.isDirectory(folder)) {
            throw new TwintrackException("%s has no checkpoint of step %d: there are %s"
                    .formatted(
                            run,
                            step,
                            checkpoints(run).list().stream()
                                    .map(path -> String.valueOf(
                                            Checkpoints.progress(path).step()))
                                    .toList()));
        }
        return read(folder);
    }

    private static Snapshot read(Path folder) {
        return new Snapshot(
                Checkpoints.progress(folder).step(),
                Safetensors.read(folder.resolve("average.safetensors")).tensors());
    }

    private static Path newestFolder(Path run) {
        List<Path> all = checkpoints(run).list();
        if (all.isEmpty()) {
            throw new TwintrackException("%s holds no checkpoint: give the folder of a run".formatted(run));
        }
        return all.get(all.size() - 1);
    }

    private static Checkpoints checkpoints(Path run) {
        return new Checkpoints(run.resolve("checkpoints"), 1);
    }
}
