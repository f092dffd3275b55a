package dev.twintrack.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twintrack.TwintrackException;
import dev.twintrack.network.Architecture.Head;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightInitTest {

    private static final Architecture SMALL =
            new Architecture(Trunk.SQUEEZENET, 5, Head.ANCHOR_FREE, 63, 127, 8, 3, 8, 1);
    private static final Architecture GROWN =
            new Architecture(Trunk.SQUEEZENET, 5, Head.ANCHOR_FREE, 63, 127, 8, 3, 8, 1, 4, 0);

    @TempDir
    private Path folder;

    private ModelFile small() {
        ModelFile small =
                new ModelFile(TestModels.card(SMALL), WeightInit.random(new TwinNetwork(SMALL), new Random(3)));
        small.write(folder.resolve("small.safetensors"));
        return small;
    }

    @Test
    void aNetworkThatGrewBeginsWithWhatItDid() {
        ModelFile small = small();
        Map<String, Tensor> weights =
                WeightInit.from(folder.resolve("small.safetensors"), new TwinNetwork(GROWN), new Random(9));
        ModelFile grown = new ModelFile(TestModels.card(GROWN), weights);
        byte[] template = new byte[3 * 63 * 63];
        byte[] search = new byte[3 * 127 * 127];
        new Random(1).nextBytes(template);
        new Random(2).nextBytes(search);
        try (TwinEncoder before = TwinEncoder.cpu(small, 1);
                TwinEncoder now = TwinEncoder.cpu(grown, 1)) {
            float[] expected = before.search(search, before.embed(template, 1)).score();
            float[] found = now.search(search, now.embed(template, 1)).score();
            assertThat(found).usingComparatorWithPrecision(1e-4f).containsExactly(expected);
        }
    }

    @Test
    void weightsOfALargerNetworkAreNotCutDown() {
        ModelFile grown =
                new ModelFile(TestModels.card(GROWN), WeightInit.random(new TwinNetwork(GROWN), new Random(3)));
        Path file = folder.resolve("grown.safetensors");
        grown.write(file);
        TwinNetwork network = new TwinNetwork(SMALL);
        assertThat(WeightInit.from(file, network, new Random(9))
                        .get("head.fuse.weight")
                        .data())
                .containsExactly(WeightInit.random(network, new Random(9))
                        .get("head.fuse.weight")
                        .data());
    }

    @Test
    void weightsOfSomethingElseAreRefused() {
        small();
        TwinNetwork other = new TwinNetwork(new Architecture(Trunk.ALEXNET, 1, Head.CORRELATION, 127, 255, 0, 6, 0, 0));
        assertThatThrownBy(() -> WeightInit.from(folder.resolve("small.safetensors"), other, new Random(1)))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("holds weights of another network");
    }

    @Test
    void aTrunkWithoutFinerFeaturesHasNoDetail() {
        Architecture none = new Architecture(Trunk.ALEXNET, 1, Head.ANCHOR_FREE, 127, 255, 8, 4, 8, 1, 8, 0);
        assertThatThrownBy(() -> new TwinNetwork(none).parameters())
                .isInstanceOf(TwintrackException.class)
                .hasMessage("ALEXNET has no features at half the stride of stage 1: set detail to 0");
    }
}
