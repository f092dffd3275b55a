package dev.twintrack.training.loop;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import dev.twintrack.training.loop.Checkpoints.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {

    @TempDir
    private Path directory;

    /** Two processes that differ in nothing but the order in which an unordered map gives what it holds. */
    @Test
    void theSameStateIsTheSameBytes() throws IOException {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            FlatWeights layout = FlatWeights.of(Map.of("weight", manager.create(new float[] {1, 2})), name -> true);
            Path one = saved("one", layout, List.of("mean", "square"));
            Path other = saved("other", layout, List.of("square", "mean"));
            for (String file :
                    List.of("weights.safetensors", "average.safetensors", "optimizer.safetensors", "state.json")) {
                assertThat(Files.readAllBytes(other.resolve(file)))
                        .as(file)
                        .isEqualTo(Files.readAllBytes(one.resolve(file)));
            }
        }
    }

    private Path saved(String name, FlatWeights layout, List<String> kinds) {
        Map<String, float[]> optimizer = new LinkedHashMap<>();
        kinds.forEach(kind -> optimizer.put(kind, new float[] {kind.length(), 4}));
        Checkpoints checkpoints = new Checkpoints(directory.resolve(name), 1);
        checkpoints.save(
                new Content(new Progress(1, 0, 0, 0, Map.of(), 0), new float[] {5, 6}, new float[] {7, 8}, optimizer),
                layout);
        return checkpoints.list().get(0);
    }
}
