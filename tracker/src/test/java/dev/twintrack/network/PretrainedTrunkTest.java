package dev.twintrack.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PretrainedTrunkTest {

    /** Two kernels of one pixel: the red, green and blue weight of each. */
    private static final Tensor COLOURS = new Tensor(new long[] {2, 3, 1, 1}, new float[] {1, 2, 3, 4, 5, 6});

    private static final Tensor WINDOW = new Tensor(new long[] {1, 3, 1, 2}, new float[] {1, 2, 3, 4, 5, 6});

    @Test
    void numbersBecomeNames() {
        Map<String, Tensor> weights = PretrainedTrunk.of(file(Map.of(), "000_conv.weight", "012_depthwise.bias"));
        assertThat(weights).containsOnlyKeys("layer0.weight", "layer12.bias");
    }

    @Test
    void namesStay() {
        assertThat(PretrainedTrunk.of(file(Map.of(), "fire2.squeeze1x1.weight")))
                .containsOnlyKeys("fire2.squeeze1x1.weight");
    }

    @Test
    void aTrunkThatKnowsRedFirstIsToldBlueFirst() {
        Map<String, Tensor> weights = PretrainedTrunk.of(file(Map.of("input", "RGB, x/127.5-1"), "000_conv.weight"));
        assertThat(weights.get("layer0.weight").data()).containsExactly(3, 2, 1, 6, 5, 4);
        Safetensors wide = new Safetensors(Map.of("000_conv.weight", WINDOW), Map.of("input", "RGB"));
        assertThat(PretrainedTrunk.of(wide).get("layer0.weight").data()).containsExactly(5, 6, 3, 4, 1, 2);
    }

    @Test
    void aTrunkThatKnowsBlueFirstStays() {
        Map<String, Tensor> weights = PretrainedTrunk.of(file(Map.of("input", "BGR, 0..255"), "000_conv.weight"));
        assertThat(weights.get("layer0.weight").data()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void layersBehindTheFirstKeepTheirChannels() {
        Tensor deep = new Tensor(new long[] {1, 4, 1, 1}, new float[] {1, 2, 3, 4});
        Safetensors file = new Safetensors(Map.of("001_conv.weight", deep), Map.of("input", "RGB"));
        assertThat(PretrainedTrunk.of(file).get("layer1.weight").data()).containsExactly(1, 2, 3, 4);
    }

    private static Safetensors file(Map<String, String> metadata, String... names) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (String name : names) {
            tensors.put(name, COLOURS);
        }
        return new Safetensors(tensors, metadata);
    }
}
