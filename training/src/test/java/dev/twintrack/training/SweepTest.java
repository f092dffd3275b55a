package dev.twintrack.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twintrack.TwintrackException;
import dev.twintrack.training.loop.TrainingLoop.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {

    @Test
    void takesEveryCombination() {
        assertThat(new Sweep(List.of("metric.margin=0.1,0.2", "seed=1,2")).combinations())
                .containsExactly(
                        List.of("metric.margin=0.1", "seed=1"),
                        List.of("metric.margin=0.1", "seed=2"),
                        List.of("metric.margin=0.2", "seed=1"),
                        List.of("metric.margin=0.2", "seed=2"));
    }

    @Test
    void anAxisWithoutValuesIsRefused() {
        assertThatThrownBy(() -> new Sweep(List.of("seed=")))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("'seed=' is not KEY=VALUE,VALUE");
    }

    @Test
    void foldersAreNamedByTheirSettings() {
        assertThat(Sweep.folder(List.of("metric.margin=0.1", "weights=a/b.safetensors")))
                .isEqualTo("metric.margin=0.1,weights=a_b.safetensors");
    }

    @Test
    void theTableHasAColumnForEachAxis(@TempDir Path folder) throws IOException {
        Sweep sweep = new Sweep(List.of("metric.margin=0.1", "seed=3"));
        Sweep.Row row = new Sweep.Row(sweep.combinations().get(0), "recall1", new Result(100, 50, 0.75, false));
        sweep.write(folder.resolve("sweep.csv"), List.of(row));
        assertThat(Files.readAllLines(folder.resolve("sweep.csv")))
                .containsExactly("metric.margin,seed,measure,best,best_step,steps", "0.1,3,recall1,0.75,50,100");
    }
}
