package dev.twintrack.network;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes an architecture with its weights as an ONNX graph (opset 17). A value is the name of a tensor. BatchNorm is
 * folded into the convolution before it, and a normalisation into the convolution after it where that can be.
 */
class OnnxOps implements Ops<String> {

    private static final int OPSET = 17;
    private static final int IR_VERSION = 8;

    private record Normalisation(String input, float[] mean, float[] scale) {}

    private final Function<String, Tensor> weights;
    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final Map<String, Normalisation> pending = new HashMap<>();
    private final Map<String, long[]> shapes = new HashMap<>();
    private final List<OperatorSetIdProto> extensions = new ArrayList<>();
    private int names;

    /** @param weights finds a parameter by its name */
    OnnxOps(Function<String, Tensor> weights) {
        this.weights = weights;
    }

    /** Declares an input of the graph; its first dimension stays open. */
    String input(String name, long channels, long height, long width) {
        return input(name, TensorProto.DataType.FLOAT, channels, height, width);
    }

    String input(String name, TensorProto.DataType type, long channels, long height, long width) {
        graph.addInput(declaration(name, type, channels, height, width));
        shapes.put(name, new long[] {-1, channels, height, width});
        return name;
    }

    /** Makes a value an output of the graph under a name of its own. */
    void output(String name, String value) {
        node("Identity", List.of(settle(value)), name);
        graph.addOutput(ValueInfoProto.newBuilder()
                .setName(name)
                .setType(values(TensorProto.DataType.FLOAT, TensorShapeProto.newBuilder())));
    }

    /** The whole model as bytes that any ONNX runtime reads. */
    byte[] model(String name) {
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("twintrack")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .addAllOpsetImport(extensions)
                .setGraph(graph.setName(name))
                .build()
                .toByteArray();
    }

    @Override
    public String conv(String name, String x, Conv layer) {
        float[] kernel = weights.apply(name + ".weight").data().clone();
        float[] bias = layer.norm()
                ? new float[layer.out()]
                : weights.apply(name + ".bias").data().clone();
        if (layer.norm()) {
            foldNorm(name + ".norm.", kernel, bias);
        }
        String source = x;
        Normalisation before = pending.get(x);
        if (before != null && layer.groups() == 1 && takesPixels(name, before.input(), layer)) {
            foldNormalisation(before, kernel, bias, layer);
            source = before.input();
        }
        return convolution(name, source, kernel, bias, layer);
    }

    /** Whether a layer may read pixels as they are: what it pads with would have to be the mean. */
    boolean takesPixels(String name, String image, Conv layer) {
        return layer.padding() == 0;
    }

    /** A convolution whose BatchNorm is in kernel and bias already. */
    String convolution(String name, String source, float[] kernel, float[] bias, Conv layer) {
        // The same layer may stand in the graph twice, its initialisers once.
        String w = initialiser(name + ".weight", layer.weightShape(), kernel);
        String b = initialiser(name + ".bias", new long[] {layer.out()}, bias);
        return node("Conv", List.of(settle(source), w, b), attributes(layer));
    }

    static AttributeProto[] attributes(Conv layer) {
        return new AttributeProto[] {
            ints("kernel_shape", layer.kernel(), layer.kernel()),
            ints("strides", layer.stride(), layer.stride()),
            ints("pads", layer.padding(), layer.padding(), layer.padding(), layer.padding()),
            integer("group", layer.groups())
        };
    }

    private void foldNorm(String prefix, float[] kernel, float[] bias) {
        float[] gamma = weights.apply(prefix + "weight").data();
        float[] beta = weights.apply(prefix + "bias").data();
        float[] mean = weights.apply(prefix + "running_mean").data();
        float[] variance = weights.apply(prefix + "running_var").data();
        int perOutput = kernel.length / bias.length;
        for (int o = 0; o < bias.length; o++) {
            float scale = gamma[o] / (float) Math.sqrt(variance[o] + Conv.NORM_EPSILON);
            bias[o] = beta[o] - mean[o] * scale;
            for (int i = o * perOutput; i < (o + 1) * perOutput; i++) {
                kernel[i] *= scale;
            }
        }
    }

    /** {@code w · ((x - mean) · scale) + b = (w · scale) · x + (b - Σ w · scale · mean)}, exact without padding. */
    private static void foldNormalisation(Normalisation norm, float[] kernel, float[] bias, Conv layer) {
        int window = layer.kernel() * layer.kernel();
        for (int o = 0; o < layer.out(); o++) {
            for (int c = 0; c < layer.in(); c++) {
                for (int k = 0; k < window; k++) {
                    int at = (o * layer.in() + c) * window + k;
                    kernel[at] *= norm.scale()[c];
                    bias[o] -= kernel[at] * norm.mean()[c];
                }
            }
        }
    }

    @Override
    public String normalise(String x, float[] mean, float[] scale) {
        String name = "normalised" + names++;
        pending.put(name, new Normalisation(x, mean, scale));
        return name;
    }

    /** The value itself, a pending normalisation written out. */
    String settle(String x) {
        Normalisation norm = pending.get(x);
        if (norm == null) {
            return x;
        }
        long[] perChannel = {1, norm.mean().length, 1, 1};
        String mean = initialiser(x + ".mean", perChannel, norm.mean());
        String scale = initialiser(x + ".scale", perChannel, norm.scale());
        return node("Mul", List.of(node("Sub", List.of(settle(norm.input()), mean)), scale));
    }

    @Override
    public String relu(String x) {
        return node("Relu", List.of(settle(x)));
    }

    @Override
    public String relu6(String x) {
        String low = initialiser("zero", new long[0], new float[] {0});
        String high = initialiser("six", new long[0], new float[] {6});
        return node("Clip", List.of(settle(x), low, high));
    }

    @Override
    public String exp(String x) {
        return node("Exp", List.of(settle(x)));
    }

    @Override
    public String maxPool(String x, int kernel, int stride) {
        return pooled(settle(x), kernel, stride);
    }

    String pooled(String x, int kernel, int stride) {
        return node("MaxPool", List.of(x), ints("kernel_shape", kernel, kernel), ints("strides", stride, stride));
    }

    @Override
    public String meanPool(String x) {
        return node("GlobalAveragePool", List.of(settle(x)));
    }

    @Override
    public String center(String value, int size) {
        String x = settle(value);
        // Negative padding would do, but runtimes differ on it; Slice is plain. Both sides are cut by the same rule.
        String full = node("Shape", List.of(x), integer("start", 2));
        String kept = node("Min", List.of(full, longs("center" + size, size, size)));
        String begin = node("Div", List.of(node("Sub", List.of(full, kept)), longs("two", 2, 2)));
        String end = node("Add", List.of(begin, kept));
        return node("Slice", List.of(x, begin, end, longs("planeAxes", 2, 3)));
    }

    @Override
    public String concat(List<String> parts) {
        return joined(parts.stream().map(this::settle).toList());
    }

    String joined(List<String> parts) {
        return node("Concat", parts, integer("axis", 1));
    }

    @Override
    public String channels(String value, int from, int to) {
        String x = settle(value);
        String part = node(
                "Slice", List.of(x, longs("channel" + from, from), longs("channel" + to, to), longs("channelAxis", 1)));
        long[] whole = shapes.get(x);
        if (whole != null) {
            shapes.put(part, new long[] {whole[0], to - from, whole[2], whole[3]});
        }
        return part;
    }

    @Override
    public String add(String a, String b) {
        return node("Add", List.of(settle(a), settle(b)));
    }

    @Override
    public String multiply(String a, String b) {
        return node("Mul", List.of(settle(a), settle(b)));
    }

    @Override
    public String correlate(String template, String region) {
        long channels = shapes.get(template)[1];
        String search = settle(region);
        String keys = node(
                "Transpose",
                List.of(node("Reshape", List.of(template, longs("flat", 0, 0, -1)))),
                ints("perm", 0, 2, 1));
        String values = node("Reshape", List.of(search, longs("flat", 0, 0, -1)));
        String norm = initialiser(
                "correlationScale" + channels, new long[0], new float[] {(float) (1 / Math.sqrt(channels))});
        String products = node("Mul", List.of(node("MatMul", List.of(keys, values)), norm));
        String plane = node("Shape", List.of(search), integer("start", 2));
        String shape = node("Concat", List.of(longs("batchAndCells", 0, -1), plane), integer("axis", 0));
        return node("Reshape", List.of(products, shape));
    }

    String node(String op, List<String> inputs, AttributeProto... attributes) {
        return node("", op, inputs, op.toLowerCase(Locale.ROOT) + names++, attributes);
    }

    private String node(String op, List<String> inputs, String output, AttributeProto... attributes) {
        return node("", op, inputs, output, attributes);
    }

    /** An operation that is not ONNX's own, but a runtime's. */
    String extension(String domain, String op, List<String> inputs, AttributeProto... attributes) {
        if (extensions.stream().noneMatch(known -> known.getDomain().equals(domain))) {
            extensions.add(OperatorSetIdProto.newBuilder()
                    .setDomain(domain)
                    .setVersion(1)
                    .build());
        }
        return node(domain, op, inputs, op.toLowerCase(Locale.ROOT) + names++, attributes);
    }

    private String node(String domain, String op, List<String> inputs, String output, AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder()
                .setDomain(domain)
                .setOpType(op)
                .setName(output)
                .addAllInput(inputs)
                .addOutput(output)
                .addAllAttribute(List.of(attributes)));
        return output;
    }

    String initialiser(String name, long[] shape, float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return initialiser(name, shape, TensorProto.DataType.FLOAT, bytes);
    }

    String longs(String name, long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return initialiser(name, new long[] {values.length}, TensorProto.DataType.INT64, bytes);
    }

    /** A constant; the first of a name is the one that stays. */
    String initialiser(String name, long[] shape, TensorProto.DataType type, ByteBuffer littleEndian) {
        if (shapes.putIfAbsent("=" + name, shape) == null) {
            graph.addInitializer(constant(name, shape, type, littleEndian));
        }
        return name;
    }

    private static TensorProto constant(String name, long[] shape, TensorProto.DataType type, ByteBuffer bytes) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(type.getNumber());
        for (long side : shape) {
            tensor.addDims(side);
        }
        return tensor.setRawData(ByteString.copyFrom(bytes)).build();
    }

    private static ValueInfoProto declaration(String name, TensorProto.DataType type, long... sides) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("batch"));
        for (long side : sides) {
            shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(side));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(values(type, shape))
                .build();
    }

    private static TypeProto values(TensorProto.DataType type, TensorShapeProto.Builder shape) {
        TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder().setElemType(type.getNumber());
        return TypeProto.newBuilder()
                .setTensorType(shape.getDimCount() > 0 ? tensor.setShape(shape) : tensor)
                .build();
    }

    static AttributeProto ints(String name, long... values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }
}
