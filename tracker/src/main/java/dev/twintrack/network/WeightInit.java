package dev.twintrack.network;

import dev.twintrack.TwintrackException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** First weights of a network: He et al., "Delving Deep into Rectifiers" (2015), equation 10; BatchNorm as the identity. */
public final class WeightInit {

    /** With this bias the untrained score head says 1 % everywhere (Lin et al., "Focal Loss", 2017, section 4.1). */
    private static final float RARE = (float) -Math.log(99);

    private WeightInit() {}

    /** Random weights for every parameter of the network, the same for the same generator state. */
    public static Map<String, Tensor> random(TwinNetwork network, RandomGenerator random) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        network.parameters().forEach((name, shape) -> weights.put(name, parameter(name, shape, random)));
        return weights;
    }

    /**
     * Random weights, replaced by those of a pretrained file wherever name and shape agree.
     *
     * @param file safetensors, such as a trunk's. Layers may have numbers instead of names ({@code 004_depthwise.weight}), and
     *     a trunk that was trained on red, green, blue says so in the metadata: {@code input} begins with {@code RGB}
     * @throws TwintrackException when nothing in the file fits, or it cannot be read
     */
    public static Map<String, Tensor> from(Path file, TwinNetwork network, RandomGenerator random) {
        Map<String, Tensor> pretrained = PretrainedTrunk.of(Safetensors.read(file));
        Map<String, Tensor> weights = random(network, random);
        Map<String, Tensor> fitting = new LinkedHashMap<>(pretrained);
        fitting.entrySet().removeIf(known -> {
            Tensor wanted = weights.get(known.getKey());
            return wanted == null || !Arrays.equals(known.getValue().shape(), wanted.shape());
        });
        if (fitting.isEmpty()) {
            throw new TwintrackException(
                    "%s holds weights of another network, none of its arrays has the name and the shape of '%s' or another one of this network: give a file made for it as 'weights'"
                            .formatted(file, weights.keySet().iterator().next()));
        }
        weights.putAll(fitting);
        return weights;
    }

    private static Tensor parameter(String name, long[] shape, RandomGenerator random) {
        int size = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        float[] values = new float[size];
        if (shape.length == 4) {
            double deviation = Math.sqrt(2.0 / (shape[1] * shape[2] * shape[3]));
            boolean output = name.endsWith(".out.weight");
            for (int i = 0; i < size; i++) {
                values[i] = (float) (random.nextGaussian() * (output ? 0.01 : deviation));
            }
        } else if (name.endsWith(".norm.weight") || name.endsWith(".running_var")) {
            Arrays.fill(values, 1);
        } else if (name.equals("head.score.out.bias")) {
            Arrays.fill(values, RARE);
        }
        return new Tensor(shape, values);
    }
}
