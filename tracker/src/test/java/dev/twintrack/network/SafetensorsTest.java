package dev.twintrack.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twintrack.TwintrackException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {

    private static Safetensors sample() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("b", new Tensor(new long[] {2, 2}, new float[] {1, -2, 3.5f, 4}));
        tensors.put("a", new Tensor(new long[] {1}, new float[] {7}));
        return new Safetensors(tensors, Map.of("who", "me"));
    }

    @Test
    void whatIsWrittenIsReadBackInOrder() {
        Safetensors read = Safetensors.parse(sample().toBytes(), "sample");
        assertThat(read.metadata()).containsExactly(Map.entry("who", "me"));
        assertThat(read.tensors().keySet()).containsExactly("b", "a");
        assertThat(read.tensors().get("b").data()).containsExactly(1, -2, 3.5f, 4);
        assertThat(read.tensors().get("b").shape()).containsExactly(2, 2);
    }

    @Test
    void halfPrecisionIsReadByItsBits() {
        String header = "{\"x\":{\"dtype\":\"F16\",\"shape\":[4],\"data_offsets\":[0,8]}}";
        ByteBuffer file = ByteBuffer.allocate(8 + header.length() + 8).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(header.length()).put(header.getBytes(StandardCharsets.US_ASCII));
        // One, minus two, the smallest subnormal, the largest number.
        file.putShort((short) 0x3c00)
                .putShort((short) 0xc000)
                .putShort((short) 1)
                .putShort((short) 0x7bff);
        assertThat(Safetensors.parse(file.array(), "halves").tensors().get("x").data())
                .containsExactly(1f, -2f, (float) Math.pow(2, -24), 65504f);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 8, 20, 100})
    void aFileCutShortIsNamed(int length) {
        byte[] cut = Arrays.copyOf(sample().toBytes(), length);
        assertThatThrownBy(() -> Safetensors.parse(cut, "cut.safetensors"))
                .isInstanceOf(TwintrackException.class)
                .message()
                .startsWith("cut.safetensors is not a whole safetensors file")
                .hasLineCount(1);
    }

    @Test
    void otherBytesAreNotMistakenForOne() {
        assertThatThrownBy(
                        () -> Safetensors.parse("hello, this is a text file".getBytes(StandardCharsets.UTF_8), "a.txt"))
                .isInstanceOf(TwintrackException.class);
    }
}
