package dev.twintrack.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs an architecture on shapes alone: says what each layer's parameters and the outputs look like, without weights.
 * A value is {@code {N, C, H, W}}.
 */
final class ShapeOps implements Ops<long[]> {

    private final Map<String, long[]> parameters = new LinkedHashMap<>();

    /** Every parameter seen so far by name, in the order of first use. */
    Map<String, long[]> parameters() {
        return parameters;
    }

    @Override
    public long[] conv(String name, long[] x, Conv layer) {
        if (x[1] != layer.in()) {
            throw new IllegalArgumentException(
                    "layer %s reads %d channels but is given %d".formatted(name, layer.in(), x[1]));
        }
        parameters.put(name + ".weight", layer.weightShape());
        long[] perChannel = {layer.out()};
        if (layer.norm()) {
            for (String part : List.of("weight", "bias", "running_mean", "running_var")) {
                parameters.put(name + ".norm." + part, perChannel);
            }
        } else {
            parameters.put(name + ".bias", perChannel);
        }
        return new long[] {x[0], layer.out(), slide(x[2], layer), slide(x[3], layer)};
    }

    private static long slide(long side, Conv layer) {
        return (side + 2L * layer.padding() - layer.kernel()) / layer.stride() + 1;
    }

    @Override
    public long[] normalise(long[] x, float[] mean, float[] scale) {
        return x;
    }

    @Override
    public long[] relu(long[] x) {
        return x;
    }

    @Override
    public long[] relu6(long[] x) {
        return x;
    }

    @Override
    public long[] exp(long[] x) {
        return x;
    }

    @Override
    public long[] maxPool(long[] x, int kernel, int stride) {
        return new long[] {x[0], x[1], (x[2] - kernel) / stride + 1, (x[3] - kernel) / stride + 1};
    }

    @Override
    public long[] meanPool(long[] x) {
        return new long[] {x[0], x[1], 1, 1};
    }

    @Override
    public long[] center(long[] x, int size) {
        return new long[] {x[0], x[1], Math.min(size, x[2]), Math.min(size, x[3])};
    }

    @Override
    public long[] concat(List<long[]> parts) {
        long[] first = parts.get(0);
        long channels = parts.stream().mapToLong(part -> part[1]).sum();
        return new long[] {first[0], channels, first[2], first[3]};
    }

    @Override
    public long[] channels(long[] x, int from, int to) {
        return new long[] {x[0], to - from, x[2], x[3]};
    }

    @Override
    public long[] add(long[] a, long[] b) {
        return a;
    }

    @Override
    public long[] multiply(long[] a, long[] b) {
        return a;
    }

    @Override
    public long[] correlate(long[] template, long[] search) {
        return new long[] {search[0], template[2] * template[3], search[2], search[3]};
    }
}
