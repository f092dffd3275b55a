package dev.twintrack.network;

import ai.onnx.proto.OnnxMl.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes an architecture as an ONNX graph whose convolutions between rectified layers compute in 8-bit integers: weights
 * symmetric, with a scale an output channel; activations from 0 to the largest that a layer is known to give (Jacob et
 * al., CVPR 2018, section 2). What no range is known for stays in 32-bit floats.
 */
final class Int8Ops extends OnnxOps {

    private static final int LARGEST_ACTIVATION = 255;
    /** Seven bits: instruction sets before VNNI add two products of bytes in 16 bits, which eight would overflow. */
    private static final int LARGEST_WEIGHT = 63;

    private final Map<String, Float> ranges;
    /** Values that are rectified, or will be in the next step, with the largest that they reach. */
    private final Map<String, Float> tops = new HashMap<>();
    /** Values that are bytes, {@code top / 255} a step, and so rectified. */
    private final Map<String, Float> bytes = new HashMap<>();

    /** Images in blocks, with their true height and width. */
    private final Map<String, long[]> images = new HashMap<>();

    private final Map<String, String> converted = new HashMap<>();

    /**
     * @param weights finds a parameter by its name
     * @param ranges the largest value after the ReLU of a convolution, by the layer's name
     */
    Int8Ops(Function<String, Tensor> weights, Map<String, Float> ranges) {
        super(weights);
        this.ranges = ranges;
    }

    /** An image becomes an input of {@linkplain Pixels blocks}: bytes need no conversion, and twelve channels pay. */
    @Override
    String input(String name, long channels, long height, long width) {
        if (channels != Pixels.CHANNELS) {
            return super.input(name, channels, height, width);
        }
        long rows = Pixels.blocks(height);
        long columns = Pixels.blocks(width);
        input(name, TensorProto.DataType.UINT8, rows, columns, Pixels.DEPTH);
        String blocks = node("Transpose", List.of(name), ints("perm", 0, 3, 1, 2));
        bytes.put(blocks, (float) LARGEST_ACTIVATION);
        images.put(blocks, new long[] {height, width});
        return blocks;
    }

    @Override
    String convolution(String name, String source, float[] kernel, float[] bias, Conv layer) {
        Float top = ranges.get(name);
        boolean overBlocks = top != null && images.containsKey(source) && layer.stride() == 2 && layer.padding() == 0;
        if (overBlocks) {
            String y = quantized(name, source, Pixels.kernel(kernel, layer), bias, Pixels.layer(layer));
            bytes.put(y, top);
            return y;
        }
        boolean inBytes =
                top != null && !images.containsKey(source) && (bytes.containsKey(source) || tops.containsKey(source));
        String y = inBytes
                ? quantized(name, inBytes(source), kernel, bias, layer)
                : super.convolution(name, source, kernel, bias, layer);
        if (top != null) {
            (inBytes ? bytes : tops).put(y, top);
        }
        return y;
    }

    private String quantized(String name, String source, float[] kernel, float[] bias, Conv layer) {
        float step = bytes.get(source) / LARGEST_ACTIVATION;
        int size = kernel.length / layer.out();
        ByteBuffer weights = ByteBuffer.allocate(kernel.length);
        float[] scales = new float[layer.out()];
        ByteBuffer offsets = ByteBuffer.allocate(4 * layer.out()).order(ByteOrder.LITTLE_ENDIAN);
        for (int o = 0; o < layer.out(); o++) {
            scales[o] = largest(kernel, o * size, size) / LARGEST_WEIGHT;
            for (int i = o * size; i < (o + 1) * size; i++) {
                weights.put((byte) Math.round(kernel[i] / scales[o]));
            }
            offsets.putInt(Math.round(bias[o] / (scales[o] * step)));
        }
        long[] outputs = {layer.out()};
        return node(
                "QLinearConv",
                List.of(
                        source,
                        step(bytes.get(source)),
                        zero(),
                        initialiser(name + ".weight", layer.weightShape(), TensorProto.DataType.INT8, weights.flip()),
                        initialiser(name + ".scales", outputs, scales),
                        initialiser(
                                name + ".zeros", outputs, TensorProto.DataType.INT8, ByteBuffer.allocate(layer.out())),
                        step(ranges.get(name)),
                        zero(),
                        initialiser(name + ".bias", outputs, TensorProto.DataType.INT32, offsets.flip())),
                attributes(layer));
    }

    private static float largest(float[] values, int from, int count) {
        float most = Float.MIN_NORMAL;
        for (int i = from; i < from + count; i++) {
            most = Math.max(most, Math.abs(values[i]));
        }
        return most;
    }

    @Override
    public String relu(String x) {
        if (bytes.containsKey(x)) {
            return x;
        }
        return keepingTop(x, super.relu(x));
    }

    @Override
    public String maxPool(String x, int kernel, int stride) {
        if (!bytes.containsKey(x)) {
            return keepingTop(x, super.maxPool(x, kernel, stride));
        }
        String y = pooled(x, kernel, stride);
        bytes.put(y, bytes.get(x));
        return y;
    }

    private String keepingTop(String x, String y) {
        if (tops.containsKey(x)) {
            tops.put(y, tops.get(x));
        }
        return y;
    }

    @Override
    public String concat(List<String> parts) {
        Float first = bytes.get(parts.get(0));
        if (first == null || !parts.stream().allMatch(part -> first.equals(bytes.get(part)))) {
            return super.concat(parts);
        }
        String y = joined(parts);
        bytes.put(y, first);
        return y;
    }

    /** The value as 32-bit floats. */
    @Override
    String settle(String x) {
        if (!bytes.containsKey(x)) {
            return super.settle(x);
        }
        String known = converted.get(x);
        if (known == null) {
            String plain = images.containsKey(x) ? pixels(x) : x;
            known = node("DequantizeLinear", List.of(plain, step(bytes.get(x)), zero()));
            converted.put(x, known);
        }
        return known;
    }

    /** The image that blocks were made of. */
    private String pixels(String blocks) {
        long[] size = images.get(blocks);
        String whole = node("DepthToSpace", List.of(blocks), integer("blocksize", 2));
        return node(
                "Slice", List.of(whole, longs("origin", 0, 0), longs("size" + blocks, size), longs("planeAxes", 2, 3)));
    }

    private String inBytes(String x) {
        if (bytes.containsKey(x)) {
            return x;
        }
        float top = tops.get(x);
        String y = converted.computeIfAbsent(
                x, key -> node("QuantizeLinear", List.of(super.settle(key), step(top), zero())));
        bytes.put(y, top);
        return y;
    }

    private String step(float top) {
        return initialiser("step" + top, new long[0], new float[] {top / LARGEST_ACTIVATION});
    }

    private String zero() {
        return initialiser("zeroByte", new long[0], TensorProto.DataType.UINT8, ByteBuffer.allocate(1));
    }
}
