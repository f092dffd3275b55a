package dev.twintrack.network;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An encoder that notes how large the activations of each layer grow: let a tracker run on it over typical video, and it
 * knows the {@linkplain ModelCard#ranges() ranges} that 8-bit arithmetic needs.
 */
public final class RangeObserver implements TwinEncoder {

    private final TwinEncoder encoder;
    private final Map<String, List<Float>> seen = new HashMap<>();

    private WatchingOps watching;

    private RangeObserver(ModelFile model, int threads) {
        ModelFile floats = new ModelFile(model.card().withRanges(Map.of()), model.weights());
        encoder = new OnnxEncoder(floats, () -> watching = new WatchingOps(model.weights()::get), threads, this::note);
    }

    /** Watches a model, in 32-bit floats whatever its card says. */
    public static RangeObserver of(ModelFile model, int threads) {
        return new RangeObserver(model, threads);
    }

    private void note(OrtSession.Result result) {
        for (String values : watching.told()) {
            result.get(WatchingOps.topOf(values))
                    .ifPresent(top -> seen.computeIfAbsent(values, key -> new ArrayList<>())
                            .add(((OnnxTensor) top).getFloatBuffer().get(0)));
        }
    }

    /**
     * The ranges so far, by the layer's name: what a layer's largest activation stays below in a share of the runs.
     *
     * @param share such as 0.99; what is larger in the others is cut
     */
    public Map<String, Float> ranges(double share) {
        Map<String, Float> ranges = new TreeMap<>();
        seen.forEach((layer, tops) -> {
            List<Float> sorted = tops.stream().sorted().toList();
            ranges.put(layer, sorted.get((int) Math.round((sorted.size() - 1) * share)));
        });
        for (List<String> group : watching.together()) {
            float most = group.stream().map(ranges::get).max(Float::compare).orElseThrow();
            group.forEach(layer -> ranges.put(layer, most));
        }
        return ranges;
    }

    @Override
    public float[][] embed(byte[] crops, int n) {
        return encoder.embed(crops, n);
    }

    @Override
    public Maps search(byte[] crops, float[][] templates) {
        return encoder.search(crops, templates);
    }

    @Override
    public void close() {
        encoder.close();
    }
}
