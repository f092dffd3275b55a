package dev.twintrack.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.Frame;
import dev.twintrack.network.Architecture.Head;
import dev.twintrack.network.TwinEncoder.Maps;
import dev.twintrack.scene.SceneOptions;
import dev.twintrack.scene.SyntheticScene;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Eight bits must say nearly what 32 say. */
class EightBitEncoderTest {

    /** Correlation between the maps. */
    private static final double NEAR = 0.98;
    /** Weights that are each rounded to the nearest give 0.985 on a real model, those that keep their sums 0.995. */
    private static final double NEARER = 0.99;

    // Random layers of MobileNetV2 without BatchNorm overrun ReLU6 more with each row, and little is left to compare.
    @ParameterizedTest
    @CsvSource({"SQUEEZENET, 5, 0", "SQUEEZENET, 5, 16", "ALEXNET, 1, 0", "MOBILENETV2, 1, 0", "MOBILENETV2, 2, 16"})
    void bytesGiveNearlyWhatFloatsGive(Trunk trunk, int stage, int detail) {
        Architecture architecture = new Architecture(trunk, stage, Head.ANCHOR_FREE, 127, 255, 32, 5, 24, 1, detail, 0);
        Random random = new Random(3);
        ModelFile floats =
                new ModelFile(TestModels.card(architecture), WeightInit.random(new TwinNetwork(architecture), random));
        byte[] template = crops(random, 1, 127);
        byte[] searches = crops(random, 2, 255);
        try (RangeObserver observer = RangeObserver.of(floats, 1)) {
            float[] key = observer.embed(template, 1)[0];
            float[][] keys = {key, key};
            Maps wanted = observer.search(searches, keys);
            Map<String, Float> ranges = observer.ranges(1);
            assertThat(ranges).containsKey("head.fuse");
            ModelFile bytes = new ModelFile(floats.card().withRanges(ranges), floats.weights());
            try (TwinEncoder eight = TwinEncoder.cpu(bytes, 1)) {
                near(eight.embed(template, 1)[0], key);
                Maps found = eight.search(searches, keys);
                near(found.features(), wanted.features());
                near(found.score(), wanted.score());
                near(found.quality(), wanted.quality());
                near(found.box(), wanted.box());
            }
        }
    }

    @Test
    void theBundledModelSaysTheSameInBytes() {
        ModelFile bundled = ModelFile.bundled();
        assertThat(bundled.card().ranges()).isNotEmpty();
        int side = bundled.card().architecture().searchSize();
        byte[] search = pond(side);
        ModelFile plain = new ModelFile(bundled.card().withRanges(Map.of()), bundled.weights());
        try (TwinEncoder eight = TwinEncoder.cpu(bundled, 1);
                TwinEncoder floats = TwinEncoder.cpu(plain, 1)) {
            float[][] key = floats.embed(pond(bundled.card().architecture().templateSize()), 1);
            assertThat(correlation(
                            eight.search(search, key).features(),
                            floats.search(search, key).features()))
                    .isGreaterThan(NEARER);
        }
    }

    /** A channel that a trunk gave up has next to no weights; what it says is its bias. */
    @Test
    void aLayerThatIsAllBiasKeepsIt() {
        Architecture architecture = new Architecture(Trunk.SQUEEZENET, 2, Head.ANCHOR_FREE, 127, 255, 8, 5, 8, 1);
        Random random = new Random(5);
        Map<String, Tensor> weights = WeightInit.random(new TwinNetwork(architecture), random);
        weights.computeIfPresent("fire2.squeeze1x1.weight", (name, tensor) -> filled(tensor, 1e-30f));
        weights.computeIfPresent("fire2.squeeze1x1.bias", (name, tensor) -> filled(tensor, 7));
        ModelFile floats = new ModelFile(TestModels.card(architecture), weights);
        byte[] template = crops(random, 1, 127);
        try (RangeObserver observer = RangeObserver.of(floats, 1)) {
            float[] wanted = observer.embed(template, 1)[0];
            observer.search(crops(random, 1, 255), new float[][] {wanted});
            ModelFile bytes = new ModelFile(floats.card().withRanges(observer.ranges(1)), weights);
            try (TwinEncoder eight = TwinEncoder.cpu(bytes, 1)) {
                float[] found = eight.embed(template, 1)[0];
                float scale = IntStream.range(0, wanted.length)
                        .mapToObj(i -> Math.abs(wanted[i]))
                        .max(Float::compare)
                        .orElseThrow();
                assertThat(scale).isPositive();
                assertThat(found).containsExactly(wanted, Offset.offset(0.05f * scale));
            }
        }
    }

    private static Tensor filled(Tensor like, float value) {
        float[] values = new float[like.data().length];
        Arrays.fill(values, value);
        return new Tensor(like.shape(), values);
    }

    /** The corner of a picture. */
    private static byte[] pond(int side) {
        Frame frame = SyntheticScene.of(SceneOptions.pond(3)).frame(0);
        byte[] crop = new byte[3 * side * side];
        for (int row = 0; row < side; row++) {
            System.arraycopy(frame.bgr(), 3 * row * frame.width(), crop, 3 * row * side, 3 * side);
        }
        return crop;
    }

    /** A crop of smooth shapes: noise alone would cancel in every mean. */
    private static byte[] crops(Random random, int n, int side) {
        byte[] pixels = new byte[n * side * side * 3];
        double[] across = random.doubles(3, 0, 0.25).toArray();
        double[] down = random.doubles(3, 0, 0.25).toArray();
        for (int i = 0; i < pixels.length; i++) {
            double wave = Math.sin(i / 3 % side * across[i % 3]) + Math.cos(i / 3 / side * down[i % 3]);
            pixels[i] = (byte) Math.rint(127.5 + 60 * wave);
        }
        return pixels;
    }

    private static void near(float[] actual, float[] expected) {
        assertThat(correlation(actual, expected)).isGreaterThan(NEAR);
    }

    private static double correlation(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        double n = actual.length;
        double meanA = 0;
        double meanB = 0;
        for (int i = 0; i < actual.length; i++) {
            meanA += actual[i] / n;
            meanB += expected[i] / n;
        }
        double together = 0;
        double varianceA = 0;
        double varianceB = 0;
        for (int i = 0; i < actual.length; i++) {
            together += (actual[i] - meanA) * (expected[i] - meanB);
            varianceA += (actual[i] - meanA) * (actual[i] - meanA);
            varianceB += (expected[i] - meanB) * (expected[i] - meanB);
        }
        return together / Math.sqrt(varianceA * varianceB);
    }
}
