package dev.twintrack.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import dev.twintrack.TwintrackException;
import dev.twintrack.network.Safetensors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingLoopTest {

    @TempDir
    Path folder;

    private static LoopConfig config(long steps, OptimizerConfig optimizer) {
        return new LoopConfig(
                optimizer,
                Schedule.cosine(3, steps, 0.01),
                List.of(new ParameterGroup("trunk.", 0.1, false)),
                2,
                5,
                0.9,
                4,
                5,
                2,
                6,
                "loss",
                false,
                0);
    }

    /** A run of a fresh network on the toy task; killed, by an error of its source, before a batch when asked to. */
    private Map<String, float[]> run(Path directory, LoopConfig config, long killBefore, List<LogEntry> log) {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            ToyObjective toy = new ToyObjective(manager);
            Batches<float[]> batches = index -> {
                if (index == killBefore) {
                    throw new IllegalStateException("killed");
                }
                return ToyObjective.batch(index);
            };
            Validation validation = step -> {
                try (NDManager arrays = manager.newSubManager()) {
                    float loss = toy.losses(arrays, ToyObjective.batch(-1), false)
                            .total()
                            .toFloatArray()[0];
                    return Map.of("loss", (double) loss);
                }
            };
            TrainingLoop<float[]> loop =
                    new TrainingLoop<>(config, toy, batches, validation, manager, directory, System::nanoTime);
            try {
                loop.run(step -> {
                    log.removeIf(entry -> entry.step() > step);
                    return log::add;
                });
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("killed");
            }
            Map<String, float[]> values = new LinkedHashMap<>();
            toy.parameters().forEach((name, array) -> values.put(name, array.toFloatArray()));
            return values;
        }
    }

    private static List<Map<String, Double>> values(List<LogEntry> log) {
        return log.stream().map(LogEntry::values).toList();
    }

    private void resumedEqualsUninterrupted(OptimizerConfig optimizer) {
        LoopConfig config = config(23, optimizer);
        List<LogEntry> wholeLog = new ArrayList<>();
        List<LogEntry> brokenLog = new ArrayList<>();
        Map<String, float[]> whole = run(folder.resolve("whole"), config, -1, wholeLog);
        run(folder.resolve("broken"), config, 27, brokenLog);
        Map<String, float[]> resumed = run(folder.resolve("broken"), config, -1, brokenLog);
        assertThat(resumed.keySet()).isEqualTo(whole.keySet());
        whole.forEach((name, expected) -> assertThat(resumed.get(name)).as(name).containsExactly(expected));
        assertThat(values(brokenLog)).isEqualTo(values(wholeLog));
    }

    @Test
    void resumeWithAdamWGivesTheBitsOfAnUninterruptedRun() {
        resumedEqualsUninterrupted(OptimizerConfig.adamW(1e-2, 1e-2));
    }

    @Test
    void resumeWithSgdGivesTheBitsOfAnUninterruptedRun() {
        resumedEqualsUninterrupted(OptimizerConfig.sgd(1e-2, 1e-4, 0.9));
    }

    @Test
    void lossFallsOnTheToyTask() {
        List<LogEntry> log = new ArrayList<>();
        run(folder, config(60, OptimizerConfig.adamW(1e-2, 0)), -1, log);
        log.removeIf(entry -> !entry.phase().equals("train"));
        double first = log.get(0).values().get("loss");
        double last = log.get(log.size() - 1).values().get("loss");
        assertThat(last).isLessThan(first / 4);
    }

    @Test
    void keepsTheLastCheckpointsAndTheBest() {
        run(folder, config(30, OptimizerConfig.adamW(1e-2, 0)), -1, new ArrayList<>());
        List<String> names = new Checkpoints(folder.resolve("checkpoints"), 2)
                .list().stream().map(path -> path.getFileName().toString()).toList();
        assertThat(names).contains("step-00000025", "step-00000030").hasSizeBetween(2, 3);
    }

    @Test
    void aNumberThatIsNotFiniteStopsTheRunAndKeepsItsBatch() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Batches<float[]> poisoned = index -> {
                float[] batch = ToyObjective.batch(index);
                if (index == 7) {
                    batch[3] = Float.NaN;
                }
                return batch;
            };
            TrainingLoop<float[]> loop = new TrainingLoop<>(
                    config(10, OptimizerConfig.adamW(1e-3, 0)),
                    new ToyObjective(manager),
                    poisoned,
                    step -> Map.of("loss", 1.0),
                    manager,
                    folder,
                    System::nanoTime);
            assertThatThrownBy(() -> loop.run(step -> entry -> {}))
                    .isInstanceOf(TwintrackException.class)
                    .hasMessageContaining("loss is not finite at step 4");
        }
        Path saved = folder.resolve("broken-00000004");
        assertThat(Safetensors.read(saved.resolve("batch-1.safetensors"))
                        .tensors()
                        .get("pixels")
                        .data()[3])
                .isNaN();
        assertThat(Safetensors.read(saved.resolve("weights.safetensors"))
                        .tensors()
                        .get("head.weight")
                        .data())
                .doesNotContain(Float.NaN);
    }

    @Test
    void frozenGroupsStayAsTheyAre() {
        LoopConfig base = config(5, OptimizerConfig.adamW(1e-2, 0.1));
        LoopConfig frozen = new LoopConfig(
                base.optimizer(),
                base.schedule(),
                List.of(new ParameterGroup("trunk.", 1, true)),
                1,
                0,
                0,
                1,
                5,
                1,
                0,
                "loss",
                false,
                0);
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            float[] before =
                    new ToyObjective(manager).parameters().get("trunk.weight").toFloatArray();
            Map<String, float[]> after = run(folder, frozen, -1, new ArrayList<>());
            assertThat(after.get("trunk.weight")).containsExactly(before);
            assertThat(after.get("head.weight"))
                    .isNotEqualTo(new ToyObjective(manager)
                            .parameters()
                            .get("head.weight")
                            .toFloatArray());
        }
    }

    @Test
    void stopsWhenPatienceRunsOut() {
        LoopConfig base = config(1000, OptimizerConfig.adamW(1e-3, 0));
        LoopConfig impatient =
                new LoopConfig(base.optimizer(), base.schedule(), List.of(), 1, 0, 0.9, 10, 10, 1, 2, "score", true, 3);
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            TrainingLoop.Result result = new TrainingLoop<>(
                            impatient,
                            new ToyObjective(manager),
                            ToyObjective::batch,
                            step -> Map.of("score", step == 4 ? 2.0 : 1.0),
                            manager,
                            folder,
                            System::nanoTime)
                    .run(step -> entry -> {});
            assertThat(result).isEqualTo(new TrainingLoop.Result(10, 4, 2.0, true));
        }
    }

    @Test
    void arraysOfAStepDoNotOutliveIt() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            ToyObjective toy = new ToyObjective(manager);
            int before = manager.getManagedArrays().size();
            new TrainingLoop<>(
                            config(12, OptimizerConfig.adamW(1e-3, 0)),
                            toy,
                            ToyObjective::batch,
                            step -> Map.of("loss", 1.0),
                            manager,
                            folder,
                            System::nanoTime)
                    .run(step -> entry -> {});
            assertThat(manager.getManagedArrays()).hasSize(before);
        }
    }
}
