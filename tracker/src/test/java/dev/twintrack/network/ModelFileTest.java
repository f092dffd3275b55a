package dev.twintrack.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twintrack.TwintrackException;
import dev.twintrack.network.Architecture.Head;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {

    private static final Architecture SMALL =
            new Architecture(Trunk.SQUEEZENET, 2, Head.ANCHOR_FREE, 63, 127, 8, 5, 8, 1);

    @TempDir
    private Path folder;

    private static ModelFile model() {
        return new ModelFile(TestModels.card(SMALL), WeightInit.random(new TwinNetwork(SMALL), new Random(3)));
    }

    @Test
    void aWrittenModelIsReadBackWhole() {
        Path file = folder.resolve("small.safetensors");
        model().write(file);
        ModelFile read = ModelFile.read(file);
        assertThat(read.card().architecture()).isEqualTo(SMALL);
        assertThat(read.digest()).isEqualTo(model().digest());
        assertThat(read.weights().keySet())
                .containsExactlyElementsOf(model().weights().keySet());
    }

    @Test
    void oneFlippedByteInTheWeightsIsNoticed() throws IOException {
        Path file = folder.resolve("small.safetensors");
        model().write(file);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1000] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> ModelFile.read(file))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("small.safetensors is damaged");
    }

    @Test
    void weightsWithoutACardAreNoModel() {
        Path file = folder.resolve("weights.safetensors");
        new Safetensors(model().weights(), Map.of()).write(file);
        assertThatThrownBy(() -> ModelFile.read(file)).hasMessageContaining("no Twintrack card");
    }

    @Test
    void weightsThatDoNotFitTheCardAreNamed() {
        Map<String, Tensor> weights = new LinkedHashMap<>(model().weights());
        weights.put("neck.weight", new Tensor(new long[] {1}, new float[1]));
        assertThatThrownBy(() -> new ModelFile(TestModels.card(SMALL), weights))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("neck.weight");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> ModelFile.read(folder.resolve("none.safetensors")))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("none.safetensors");
    }
}
