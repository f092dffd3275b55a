package dev.twintrack.network;

import ai.onnx.proto.OnnxMl.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes an architecture as an ONNX graph whose convolutions compute in 8-bit integers: weights symmetric, with a scale an
 * output channel; activations from 0 to the largest that a layer is known to give or, where no ReLU follows it, from minus
 * to plus that (Jacob et al., CVPR 2018, section 2). What no range is known for stays in 32-bit floats.
 */
final class Int8Ops extends OnnxOps {

    /** What the range of a layer's values is called beside its name, where no ReLU follows. */
    static final String LINEAR = ".linear";
    /** What the range of a sum is called, beside the name of the layer that gave its second part. */
    static final String SUM = ".sum";

    private static final int LARGEST_ACTIVATION = 255;
    /** Half of a byte's values: the zero of those with a sign. */
    private static final int MIDDLE = 128;
    /** Seven bits: instruction sets before VNNI add two products of bytes in 16 bits, which eight would overflow. */
    private static final int LARGEST_WEIGHT = 63;
    /** Far from what 32 bits hold: a channel that is all bias needs no weights, but its bias. */
    private static final int LARGEST_SUM = 1 << 24;

    /** What bytes stand for: {@code step · (byte - zero)}. */
    private record Grid(float step, int zero) {

        static Grid rectified(float top) {
            return new Grid(top / LARGEST_ACTIVATION, 0);
        }

        static Grid signed(float top) {
            return new Grid(top / (LARGEST_ACTIVATION - MIDDLE), MIDDLE);
        }

        /** With a sign, and room for the values of all. */
        static Grid covering(List<Grid> grids) {
            return signed(grids.stream().map(Grid::top).max(Float::compare).orElseThrow());
        }

        float top() {
            return step * (LARGEST_ACTIVATION - zero);
        }
    }

    private final Map<String, Float> ranges;
    private final int margin;
    /** Floats whose range is known, with the bytes that they could be. */
    private final Map<String, Grid> tops = new HashMap<>();
    /** Values that are bytes. */
    private final Map<String, Grid> bytes = new HashMap<>();
    /** The layers that gave values. */
    private final Map<String, String> layers = new HashMap<>();

    /** Images in blocks, with their true height and width. */
    private final Map<String, long[]> images = new HashMap<>();

    private final Map<String, String> converted = new HashMap<>();

    /**
     * @param weights finds a parameter by its name
     * @param ranges the largest magnitude of values by their {@linkplain WatchingOps#told() name}
     * @param margin pixels of grey on each side of an image
     */
    Int8Ops(Function<String, Tensor> weights, Map<String, Float> ranges, int margin) {
        super(weights);
        this.ranges = ranges;
        this.margin = margin;
    }

    /** An image becomes an input of {@linkplain Pixels blocks}: bytes need no conversion, and twelve channels pay. */
    @Override
    String input(String name, long channels, long height, long width) {
        if (channels != Pixels.CHANNELS) {
            return super.input(name, channels, height, width);
        }
        long rows = Pixels.blocks(height + 2 * margin);
        long columns = Pixels.blocks(width + 2 * margin);
        input(name, TensorProto.DataType.UINT8, rows, columns, Pixels.DEPTH);
        String blocks = node("Transpose", List.of(name), ints("perm", 0, 3, 1, 2));
        bytes.put(blocks, new Grid(1, 0));
        images.put(blocks, new long[] {height, width});
        return blocks;
    }

    @Override
    boolean takesPixels(String name, String image, Conv layer) {
        return overBlocks(name, image, layer) || super.takesPixels(name, image, layer);
    }

    private boolean overBlocks(String name, String image, Conv layer) {
        return images.containsKey(image)
                && ranges.containsKey(name)
                && layer.stride() == 2
                && layer.padding() == margin;
    }

    @Override
    String convolution(String name, String source, float[] kernel, float[] bias, Conv layer) {
        String y;
        if (overBlocks(name, source, layer)) {
            y = quantized(name, source, Pixels.kernel(kernel, layer), bias, Pixels.layer(layer));
        } else if (grid(name) != null
                && !images.containsKey(source)
                && (bytes.containsKey(source) || tops.containsKey(source))) {
            y = quantized(name, inBytes(source), kernel, bias, layer);
        } else {
            y = super.convolution(name, source, kernel, bias, layer);
            if (grid(name) != null) {
                tops.put(y, grid(name));
            }
        }
        layers.put(y, name);
        return y;
    }

    /** The bytes for what a layer gives, behind its ReLU if there is one; null if its range is not known. */
    private Grid grid(String layer) {
        if (ranges.containsKey(layer)) {
            return Grid.rectified(ranges.get(layer));
        }
        Float linear = ranges.get(layer + LINEAR);
        return linear == null ? null : Grid.signed(linear);
    }

    private String quantized(String name, String source, float[] kernel, float[] bias, Conv layer) {
        Grid from = bytes.get(source);
        Grid to = grid(name);
        int size = kernel.length / layer.out();
        float[] scales = new float[layer.out()];
        ByteBuffer offsets = ByteBuffer.allocate(4 * layer.out()).order(ByteOrder.LITTLE_ENDIAN);
        for (int o = 0; o < layer.out(); o++) {
            scales[o] = Math.max(
                    largest(kernel, o * size, size) / LARGEST_WEIGHT,
                    (Math.abs(bias[o]) + to.step()) / LARGEST_SUM / from.step());
            offsets.putInt(Math.round(bias[o] / (scales[o] * from.step())));
        }
        long[] outputs = {layer.out()};
        String y = node(
                "QLinearConv",
                List.of(
                        source,
                        step(from),
                        zero(from),
                        initialiser(
                                name + ".weight",
                                layer.weightShape(),
                                TensorProto.DataType.INT8,
                                rounded(kernel, scales, layer)),
                        initialiser(name + ".scales", outputs, scales),
                        initialiser(
                                name + ".zeros", outputs, TensorProto.DataType.INT8, ByteBuffer.allocate(layer.out())),
                        step(to),
                        zero(to),
                        initialiser(name + ".bias", outputs, TensorProto.DataType.INT32, offsets.flip())),
                attributes(layer));
        bytes.put(y, to);
        return y;
    }

    /** Windows keep their sums, 1 x 1 kernels those of their rows: what meets them is alike. */
    private static ByteBuffer rounded(float[] kernel, float[] scales, Conv layer) {
        int size = kernel.length / layer.out();
        int window = layer.kernel() * layer.kernel();
        int group = window > 1 ? window : size;
        ByteBuffer weights = ByteBuffer.allocate(kernel.length);
        for (int i = 0; i < kernel.length; i += group) {
            for (int weight : Rounding.keepingSum(kernel, i, group, scales[i / size], LARGEST_WEIGHT)) {
                weights.put((byte) weight);
            }
        }
        return weights.flip();
    }

    private static float largest(float[] values, int from, int count) {
        float most = 0;
        for (int i = from; i < from + count; i++) {
            most = Math.max(most, Math.abs(values[i]));
        }
        return most;
    }

    /** Bytes that begin at 0 are rectified, and end at the largest that was seen. */
    @Override
    public String relu(String x) {
        return isRectified(x) ? x : keepingTop(x, super.relu(x));
    }

    @Override
    public String relu6(String x) {
        return isRectified(x) ? x : keepingTop(x, super.relu6(x));
    }

    private boolean isRectified(String x) {
        return bytes.containsKey(x) && bytes.get(x).zero() == 0;
    }

    @Override
    public String add(String a, String b) {
        Float top = ranges.get(layers.get(b) + SUM);
        if (top == null || !bytes.containsKey(a) || !bytes.containsKey(b)) {
            return super.add(a, b);
        }
        Grid to = Grid.signed(top);
        String sum = extension(
                "com.microsoft",
                "QLinearAdd",
                List.of(
                        a,
                        step(bytes.get(a)),
                        zero(bytes.get(a)),
                        b,
                        step(bytes.get(b)),
                        zero(bytes.get(b)),
                        step(to),
                        zero(to)));
        bytes.put(sum, to);
        return sum;
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
        if (!bytes.keySet().containsAll(parts)) {
            return super.concat(parts);
        }
        Grid first = bytes.get(parts.get(0));
        boolean alike = parts.stream().map(bytes::get).allMatch(first::equals);
        Grid to = alike ? first : Grid.covering(parts.stream().map(bytes::get).toList());
        String y = alike ? joined(parts) : requantized(parts, to);
        bytes.put(y, to);
        return y;
    }

    private String requantized(List<String> parts, Grid to) {
        List<String> inputs = new ArrayList<>(List.of(step(to), zero(to)));
        parts.forEach(part -> inputs.addAll(List.of(part, step(bytes.get(part)), zero(bytes.get(part)))));
        return extension("com.microsoft", "QLinearConcat", inputs, integer("axis", 1));
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
            known = node("DequantizeLinear", List.of(plain, step(bytes.get(x)), zero(bytes.get(x))));
            converted.put(x, known);
        }
        return known;
    }

    /** The image that blocks were made of. */
    private String pixels(String blocks) {
        long[] size = images.get(blocks);
        String whole = node("DepthToSpace", List.of(blocks), integer("blocksize", 2));
        return node(
                "Slice",
                List.of(
                        whole,
                        longs("origin", margin, margin),
                        longs("end" + blocks, size[0] + margin, size[1] + margin),
                        longs("planeAxes", 2, 3)));
    }

    private String inBytes(String x) {
        if (bytes.containsKey(x)) {
            return x;
        }
        Grid grid = tops.get(x);
        String y = converted.computeIfAbsent(
                x, key -> node("QuantizeLinear", List.of(super.settle(key), step(grid), zero(grid))));
        bytes.put(y, grid);
        return y;
    }

    private String step(Grid grid) {
        return initialiser("step" + grid.step(), new long[0], new float[] {grid.step()});
    }

    private String zero(Grid grid) {
        ByteBuffer zero = ByteBuffer.allocate(1).put((byte) grid.zero()).flip();
        return initialiser("zero" + grid.zero(), new long[0], TensorProto.DataType.UINT8, zero);
    }
}
