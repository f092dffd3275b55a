package dev.twintrack.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.twintrack.TwintrackException;
import dev.twintrack.network.ModelFile;
import dev.twintrack.network.NetworkBlock;
import dev.twintrack.network.Tensor;
import dev.twintrack.network.TwinNetwork;
import dev.twintrack.training.data.CropStore;
import dev.twintrack.training.data.Pick;
import dev.twintrack.training.data.Split;
import dev.twintrack.training.data.TrackSampler;
import dev.twintrack.training.embed.Calibration;
import dev.twintrack.training.embed.PaintedTracks;
import dev.twintrack.training.embed.TinyModel;
import dev.twintrack.training.loop.TrainingLoop;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Metric learning from a config on painted tracks, with a random, frozen trunk. */
class MetricRunTest {

    private static final String CONFIG = """
            network: {trunk: squeezenet, stage: 3, head: correlation, templateSize: 63, searchSize: 127, channels: 16, templateCells: 3}
            metric: {loss: triplet, miner: random}
            data: {store: %s, tracks: 4, crops: 2, views: 2, heldBack: 0.4, heldCrops: 3}
            loop:
              schedule: {kind: constant, warmup: 0, steps: 30, floor: 1}
              checkpointEvery: 10
              logEvery: 10
              validateEvery: 15
            """;

    @TempDir
    private static Path folder;

    private static Path store;

    @BeforeAll
    static void paint() throws IOException {
        store = PaintedTracks.store(folder.resolve("data"), 16, 4);
    }

    @Test
    void learnsToTellHeldBackTracksApartAndWritesAModelWithThresholds() throws IOException {
        Path place = folder.resolve("learns");
        TrainingLoop.Result result = run(
                config(
                        "metric.loss=info_nce",
                        "metric.temperature=0.2",
                        "metric.miner=all",
                        "data.tracks=8",
                        "data.appearance.grey=0",
                        "loop.optimizer.rate=0.01"),
                place,
                false);
        assertThat(result.step()).isEqualTo(30);

        List<JsonNode> log = log(place);
        assertThat(phase(log, "untrained").get(0).get("values").has("recall1")).isTrue();
        List<JsonNode> steps = phase(log, "train");
        assertThat(loss(steps.get(steps.size() - 1))).isLessThan(loss(steps.get(0)));
        assertThat(phase(log, "validate").get(1).get("values").get("recall1").asDouble())
                .isGreaterThan(0.6);

        ModelFile model = ModelFile.read(place.resolve("model.safetensors"));
        assertThat(Calibration.of(model.card()).levels()).isNotEmpty();
    }

    @Test
    void aRunThatWasStoppedGoesOnToTheSameNumbers() throws IOException {
        Path whole = folder.resolve("whole");
        Path broken = folder.resolve("broken");
        run(config(), whole, false);
        // The same schedule, cut off after the second checkpoint by throwing the rest away.
        run(config(), broken, false);
        try (var checkpoints = Files.list(broken.resolve("checkpoints"))) {
            for (Path file : checkpoints.toList()) {
                if (file.getFileName().toString().contains("30")
                        || file.getFileName().toString().contains("best")) {
                    delete(file);
                }
            }
        }
        run(config(), broken, true);
        Map<String, Tensor> expected =
                ModelFile.read(whole.resolve("model.safetensors")).weights();
        ModelFile.read(broken.resolve("model.safetensors")).weights().forEach((name, tensor) -> assertThat(
                        tensor.data())
                .as(name)
                .isEqualTo(expected.get(name).data()));
    }

    @Test
    void cachedFeaturesGiveTheEmbeddingsOfTheWholeNetwork() {
        MetricConfig config = config();
        TwinNetwork network = new TwinNetwork(config.network());
        Map<String, Tensor> weights = TinyModel.of(5).weights();
        TrackSampler sampler = TrackSampler.of(CropStore.open(store), config.tracks(), Split.TRAIN, 1);
        List<Pick> picks = sampler.spread(2);
        float[] crops = sampler.plain(picks);
        for (int i = 0; i < crops.length; i++) {
            crops[i] = Math.round(crops[i]);
        }
        try (NDManager manager = NDManager.newBaseManager();
                PooledTrunk trunk = new PooledTrunk(config.network(), weights, 1)) {
            NetworkBlock block = new NetworkBlock(manager, network, weights);
            MetricObjective objective = new MetricObjective(block, config.metric(), 1, config::frozen);
            NDArray whole = objective.embed(manager, CropBatches.batch(sampler, 0, picks, crops), false);
            List<float[]> rows = Arrays.asList(trunk.features(crops, picks.size()));
            NDArray cached = objective.embed(manager, FeatureBatches.batch(0, rows, CropBatches.labels(picks)), false);
            assertThat(cached.toFloatArray()).containsExactly(whole.toFloatArray(), within(1e-4f));
        }
    }

    @Test
    void theTrunkLearnsTooWhenItIsNotFrozen() {
        Path place = folder.resolve("trunk");
        MetricConfig config = config("loop.groups=[]", "data.views=0", "loop.schedule.steps=2", "metric.memory=8");
        run(config, place, false);
        Map<String, Tensor> first =
                RunFolder.firstWeights(new TwinNetwork(config.network()), config.weights(), config.seed());
        Map<String, Tensor> learnt =
                ModelFile.read(place.resolve("model.safetensors")).weights();
        assertThat(learnt.get("conv1.weight").data())
                .isNotEqualTo(first.get("conv1.weight").data());
    }

    @Test
    void aDetailLevelIsForTrackers() {
        assertThatThrownBy(() -> config("network.detail=8"))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("network.detail is for trackers");
    }

    @Test
    void viewsOfATrunkThatLearnsAreRefused() {
        assertThatThrownBy(() -> run(config("loop.groups=[]"), folder.resolve("refused"), false))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("data.views is 2, which needs a frozen trunk");
    }

    @Test
    void everyLossAndMinerOfTheConfigGivesAFiniteLoss() {
        MetricConfig config = config();
        TrackSampler sampler = TrackSampler.of(CropStore.open(store), config.tracks(), Split.TRAIN, 1);
        List<Pick> picks = sampler.choose(0, 0);
        EmbeddingBatch batch = CropBatches.batch(sampler, 0, picks, sampler.draw(picks));
        for (MetricTask.Loss loss : MetricTask.Loss.values()) {
            for (MetricTask.Mining miner : MetricTask.Mining.values()) {
                MetricTask task = new MetricTask(loss, MetricTask.Measure.COSINE, 0.2, 0.9, 0.1, true, true, miner, 0);
                try (NDManager manager = NDManager.newBaseManager()) {
                    NetworkBlock block = new NetworkBlock(
                            manager,
                            new TwinNetwork(config.network()),
                            TinyModel.of(5).weights());
                    MetricObjective objective = new MetricObjective(block, task, 1, name -> false);
                    assertThat(objective.losses(manager, batch, false).total().getFloat())
                            .as("%s with %s", loss, miner)
                            .isFinite()
                            .isNotNegative();
                }
            }
        }
    }

    private static MetricConfig config(String... settings) {
        return ConfigFile.parse(
                CONFIG.formatted(store), "test", List.of(settings), MetricConfig.defaults(), MetricConfig.class);
    }

    private static TrainingLoop.Result run(MetricConfig config, Path place, boolean resume) {
        return new MetricRun(config, new RunFolder(place, false, new PrintWriter(Writer.nullWriter()))).run(resume);
    }

    private static List<JsonNode> log(Path place) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(place.resolve("log.jsonl"))) {
            lines.add(JsonMapper.shared().readTree(line));
        }
        return lines;
    }

    private static List<JsonNode> phase(List<JsonNode> log, String phase) {
        return log.stream()
                .filter(line -> line.get("phase").asString().equals(phase))
                .toList();
    }

    private static double loss(JsonNode line) {
        return line.get("values").get("loss").asDouble();
    }

    private static void delete(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            try (var inner = Files.list(path)) {
                for (Path file : inner.toList()) {
                    delete(file);
                }
            }
        }
        Files.delete(path);
    }
}
