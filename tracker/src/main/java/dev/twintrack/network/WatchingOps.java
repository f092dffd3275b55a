package dev.twintrack.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Writes an architecture as an ONNX graph that tells as well how large its values grow: the largest after the ReLU of each
 * convolution; of those that no ReLU follows, and of sums, the largest magnitude, if the network goes on with it.
 */
final class WatchingOps extends OnnxOps {

    private final Map<String, String> layers = new HashMap<>();
    private final Map<String, String> signed = new HashMap<>();
    private final Map<String, String> rectified = new HashMap<>();
    private final Set<String> told = new LinkedHashSet<>();
    private final List<List<String>> together = new ArrayList<>();

    WatchingOps(Function<String, Tensor> weights) {
        super(weights);
    }

    @Override
    String convolution(String name, String source, float[] kernel, float[] bias, Conv layer) {
        tellMagnitude(source);
        String y = super.convolution(name, source, kernel, bias, layer);
        layers.put(y, name);
        signed.put(y, name + Int8Ops.LINEAR);
        return y;
    }

    @Override
    public String relu(String x) {
        return tellTop(x, super.relu(x));
    }

    @Override
    public String relu6(String x) {
        return tellTop(x, super.relu6(x));
    }

    @Override
    public String add(String a, String b) {
        tellMagnitude(a);
        tellMagnitude(b);
        String sum = super.add(a, b);
        if (layers.containsKey(b)) {
            signed.put(sum, layers.get(b) + Int8Ops.SUM);
        }
        return sum;
    }

    private String tellTop(String x, String y) {
        String layer = layers.get(x);
        if (layer != null) {
            rectified.put(y, layer);
            tell(layer, y);
        }
        return y;
    }

    private void tellMagnitude(String x) {
        String name = signed.get(x);
        if (name != null && !told.contains(name)) {
            tell(name, node("Abs", List.of(x)));
        }
    }

    private void tell(String name, String values) {
        told.add(name);
        output(topOf(name), node("ReduceMax", List.of(values), integer("keepdims", 0)));
    }

    @Override
    public String concat(List<String> parts) {
        if (rectified.keySet().containsAll(parts)) {
            together.add(parts.stream().map(rectified::get).toList());
        }
        parts.forEach(this::tellMagnitude);
        return super.concat(parts);
    }

    @Override
    public String multiply(String a, String b) {
        tellMagnitude(a);
        tellMagnitude(b);
        return super.multiply(a, b);
    }

    /** The name of the output that tells the largest of some values. */
    static String topOf(String name) {
        return "top " + name;
    }

    /** The values that are told of, by the names of their ranges. */
    List<String> told() {
        return List.copyOf(told);
    }

    /** Layers whose values are laid side by side, and so need one range. */
    List<List<String>> together() {
        return together;
    }
}
