package dev.twintrack.network;

import dev.twintrack.TwintrackException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The safetensors format: eight bytes of little-endian header length, a JSON header, raw numbers. Reads 32-bit and
 * 16-bit floats, writes 32-bit ones.
 *
 * @param tensors by name, in file order
 * @param metadata the header's free strings
 */
public record Safetensors(Map<String, Tensor> tensors, Map<String, String> metadata) {

    private static final int MAX_HEADER = 16 << 20;
    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * Reads a whole file.
     *
     * @throws TwintrackException when the file is missing, cut short or not safetensors
     */
    public static Safetensors read(Path file) {
        try {
            return parse(Files.readAllBytes(file), file.toString());
        } catch (IOException e) {
            throw new TwintrackException("cannot read %s: give a readable safetensors file".formatted(file), e);
        }
    }

    /**
     * Reads from memory.
     *
     * @param name what errors call the bytes
     */
    public static Safetensors parse(byte[] bytes, String name) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            long length = buffer.getLong();
            if (length < 2 || length > Math.min(MAX_HEADER, buffer.remaining())) {
                throw new IllegalArgumentException("its header length is " + length);
            }
            byte[] header = new byte[(int) length];
            buffer.get(header);
            return body(JSON.readTree(header), buffer.slice().order(ByteOrder.LITTLE_ENDIAN));
        } catch (JacksonException | BufferUnderflowException | IllegalArgumentException | NullPointerException e) {
            String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new TwintrackException(
                    "%s is not a whole safetensors file (%s): fetch or export it again".formatted(name, why), e);
        }
    }

    private static Safetensors body(JsonNode header, ByteBuffer data) {
        Map<String, String> metadata = new LinkedHashMap<>();
        Map<Long, String> order = new TreeMap<>();
        header.properties().forEach(entry -> {
            if (entry.getKey().equals("__metadata__")) {
                entry.getValue()
                        .properties()
                        .forEach(m -> metadata.put(m.getKey(), m.getValue().asString()));
            } else {
                order.put(entry.getValue().get("data_offsets").get(0).asLong(), entry.getKey());
            }
        });
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        order.values().forEach(name -> tensors.put(name, tensor(name, header.get(name), data)));
        return new Safetensors(tensors, metadata);
    }

    private static Tensor tensor(String name, JsonNode entry, ByteBuffer data) {
        long[] shape = new long[entry.get("shape").size()];
        long size = 1;
        for (int i = 0; i < shape.length; i++) {
            shape[i] = entry.get("shape").get(i).asLong();
            size = Math.multiplyExact(size, shape[i]);
        }
        String type = entry.get("dtype").asString();
        int width =
                switch (type) {
                    case "F32" -> 4;
                    case "F16" -> 2;
                    default ->
                        throw new IllegalArgumentException(
                                "tensor %s has type %s, only F32 and F16 are read".formatted(name, type));
                };
        long begin = entry.get("data_offsets").get(0).asLong();
        long end = entry.get("data_offsets").get(1).asLong();
        if (begin < 0 || end > data.limit() || end - begin != size * width) {
            throw new IllegalArgumentException("tensor %s does not fit the file".formatted(name));
        }
        float[] values = new float[(int) size];
        ByteBuffer own = data.slice((int) begin, (int) (end - begin)).order(ByteOrder.LITTLE_ENDIAN);
        if (width == 4) {
            own.asFloatBuffer().get(values);
        } else {
            for (int i = 0; i < values.length; i++) {
                values[i] = half(own.getShort(i * width));
            }
        }
        return new Tensor(shape, values);
    }

    /** IEEE 754 half precision; the JDK has it from 20 on only. */
    private static float half(short bits) {
        int exponent = (bits >> 10) & 0x1f;
        int mantissa = bits & 0x3ff;
        float sign = bits < 0 ? -1 : 1;
        if (exponent == 0x1f) {
            return mantissa == 0 ? sign * Float.POSITIVE_INFINITY : Float.NaN;
        }
        return exponent == 0
                ? sign * Math.scalb((float) mantissa, -24)
                : sign * Math.scalb(1024f + mantissa, exponent - 25);
    }

    /** The file's bytes: the tensors as 32-bit floats in the map's order. */
    public byte[] toBytes() {
        ObjectNode header = JSON.createObjectNode();
        ObjectNode meta = header.putObject("__metadata__");
        metadata.forEach(meta::put);
        long at = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            ObjectNode node = header.putObject(entry.getKey());
            node.put("dtype", "F32");
            ArrayNode shape = node.putArray("shape");
            for (long side : entry.getValue().shape()) {
                shape.add(side);
            }
            long end = at + 4L * entry.getValue().data().length;
            node.putArray("data_offsets").add(at).add(end);
            at = end;
        }
        byte[] plain = JSON.writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
        int padded = (plain.length + 7) / 8 * 8;
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(8 + padded + at)).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(padded).put(plain);
        while (out.position() < 8 + padded) {
            out.put((byte) ' ');
        }
        tensors.values().forEach(tensor -> {
            for (float value : tensor.data()) {
                out.putFloat(value);
            }
        });
        return out.array();
    }

    /** Writes the file in one piece: to a temporary name beside it, then moved over it. */
    public void write(Path file) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            Files.createDirectories(directory);
            Path temporary = Files.createTempFile(directory, file.getFileName().toString(), ".part");
            Files.write(temporary, toBytes());
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new TwintrackException("cannot write %s: check the folder and the free space".formatted(file), e);
        }
    }
}
