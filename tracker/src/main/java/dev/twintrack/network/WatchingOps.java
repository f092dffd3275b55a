package dev.twintrack.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Writes an architecture as an ONNX graph that tells the largest value after the ReLU of each convolution as well. */
final class WatchingOps extends OnnxOps {

    private final Map<String, String> layers = new HashMap<>();
    private final Map<String, String> watched = new HashMap<>();
    private final List<List<String>> together = new ArrayList<>();

    WatchingOps(Function<String, Tensor> weights) {
        super(weights);
    }

    @Override
    String convolution(String name, String source, float[] kernel, float[] bias, Conv layer) {
        String y = super.convolution(name, source, kernel, bias, layer);
        layers.put(y, name);
        return y;
    }

    @Override
    public String relu(String x) {
        String y = super.relu(x);
        String layer = layers.get(x);
        if (layer != null) {
            watched.put(y, layer);
            output(topOf(layer), node("ReduceMax", List.of(y), integer("keepdims", 0)));
        }
        return y;
    }

    @Override
    public String concat(List<String> parts) {
        if (watched.keySet().containsAll(parts)) {
            together.add(parts.stream().map(watched::get).toList());
        }
        return super.concat(parts);
    }

    /** The name of the output that tells a layer's largest value. */
    static String topOf(String layer) {
        return "top " + layer;
    }

    /** The layers that are told of. */
    List<String> layers() {
        return List.copyOf(watched.values());
    }

    /** Layers whose values are laid side by side, and so need one range. */
    List<List<String>> together() {
        return together;
    }
}
