package dev.twintrack.network;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Weights of a trunk from elsewhere, under the names and in the order of colours that the trunks here have. */
final class PretrainedTrunk {

    /** Files that number their layers instead of naming them: {@code 004_depthwise.weight}. */
    private static final Pattern NUMBERED = Pattern.compile("(\\d+)_\\w+\\.(weight|bias)");

    private PretrainedTrunk() {}

    /** The arrays of a file; its metadata's {@code input} says whether it was trained on red, green, blue. */
    static Map<String, Tensor> of(Safetensors file) {
        boolean redFirst = file.metadata().getOrDefault("input", "").startsWith("RGB");
        Map<String, Tensor> weights = new LinkedHashMap<>();
        file.tensors().forEach((name, tensor) -> {
            boolean readsPixels = tensor.shape().length == 4 && tensor.shape()[1] == Pixels.CHANNELS;
            weights.put(nameHere(name), redFirst && readsPixels ? blueFirst(tensor) : tensor);
        });
        return weights;
    }

    private static String nameHere(String name) {
        Matcher numbered = NUMBERED.matcher(name);
        return numbered.matches()
                ? "layer%d.%s".formatted(Integer.parseInt(numbered.group(1)), numbered.group(2))
                : name;
    }

    private static Tensor blueFirst(Tensor kernels) {
        long[] shape = kernels.shape();
        int plane = (int) (shape[2] * shape[3]);
        float[] values = new float[kernels.data().length];
        for (int i = 0; i < values.length / plane; i++) {
            int mirrored = i - i % Pixels.CHANNELS + Pixels.CHANNELS - 1 - i % Pixels.CHANNELS;
            System.arraycopy(kernels.data(), i * plane, values, mirrored * plane, plane);
        }
        return new Tensor(shape, values);
    }
}
