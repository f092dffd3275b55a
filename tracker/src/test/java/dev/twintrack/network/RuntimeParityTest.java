package dev.twintrack.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.network.Architecture.Head;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same weights must give the same numbers on every runtime, BatchNorm folded or not. */
class RuntimeParityTest {

    @ParameterizedTest
    @EnumSource(Trunk.class)
    void bothRuntimesAgreeOnEveryOutputOfTheAnchorFreeHead(Trunk trunk) {
        agree(new Architecture(trunk, 5, Head.ANCHOR_FREE, 127, 255, 32, 7, 24, 1));
    }

    @ParameterizedTest
    @EnumSource(value = Trunk.class, mode = EnumSource.Mode.EXCLUDE, names = "ALEXNET")
    void bothRuntimesAgreeOnTheDetail(Trunk trunk) {
        agree(new Architecture(trunk, 5, Head.ANCHOR_FREE, 113, 225, 32, 6, 24, 1, 16, 0.5));
    }

    @ParameterizedTest
    @EnumSource(Trunk.class)
    void bothRuntimesAgreeOnTheFeaturesOfTheCorrelationHead(Trunk trunk) {
        agree(new Architecture(trunk, 3, Head.CORRELATION, 127, 255, 0, 5, 0, 0));
    }

    private static void agree(Architecture architecture) {
        Random random = new Random(7);
        Map<String, Tensor> weights = WeightInit.random(new TwinNetwork(architecture), random);
        disturbNorms(weights, random);
        ModelFile model = new ModelFile(TestModels.card(architecture), weights);
        byte[] templates = crops(random, 2, architecture.templateSize());
        byte[] searches = crops(random, 2, architecture.searchSize());
        try (TwinEncoder onnx = TwinEncoder.cpu(model, 1);
                TwinEncoder torch = TwinEncoder.torch(model, false)) {
            float[][] expected = torch.embed(templates, 2);
            float[][] actual = onnx.embed(templates, 2);
            close(actual[0], expected[0]);
            close(actual[1], expected[1]);
            TwinEncoder.Maps wanted = torch.search(searches, expected);
            TwinEncoder.Maps found = onnx.search(searches, expected);
            close(found.features(), wanted.features());
            close(found.score(), wanted.score());
            close(found.quality(), wanted.quality());
            close(found.box(), wanted.box());
        }
    }

    /** Fresh BatchNorm is the identity; folding is only tested when it is not. */
    private static void disturbNorms(Map<String, Tensor> weights, Random random) {
        weights.replaceAll((name, tensor) -> {
            if (!name.contains(".norm.")) {
                return tensor;
            }
            float[] values = tensor.data().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] += random.nextFloat() / 2;
            }
            return new Tensor(tensor.shape(), values);
        });
    }

    private static byte[] crops(Random random, int n, int side) {
        byte[] pixels = new byte[n * side * side * 3];
        random.nextBytes(pixels);
        return pixels;
    }

    /** Within 1e-3 of the largest value. */
    private static void close(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        float scale = 1e-6f;
        for (float value : expected) {
            scale = Math.max(scale, Math.abs(value));
        }
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], org.assertj.core.data.Offset.offset(scale * 1e-3f));
        }
    }
}
