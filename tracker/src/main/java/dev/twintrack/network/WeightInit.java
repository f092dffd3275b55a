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
     * Random weights, replaced by those of a pretrained file wherever name and shape agree. A layer that reads more channels
     * than the file's of that name has its weights for the first of them, and nothing for the others: a network that grew
     * begins with what it did before (the idea of Chen et al., "Net2Net", ICLR 2016).
     *
     * @param file safetensors, such as a trunk's. Layers may have numbers instead of names ({@code 004_depthwise.weight}), and
     *     a trunk that was trained on red, green, blue says so in the metadata: {@code input} begins with {@code RGB}
     * @throws TwintrackException when nothing in the file fits, or it cannot be read
     */
    public static Map<String, Tensor> from(Path file, TwinNetwork network, RandomGenerator random) {
        Map<String, Tensor> weights = random(network, random);
        weights.putAll(known(file, network));
        return weights;
    }

    /**
     * What a file has of a network's weights, as {@link #from} takes it over.
     *
     * @throws TwintrackException when nothing in the file fits, or it cannot be read
     */
    public static Map<String, Tensor> known(Path file, TwinNetwork network) {
        Map<String, long[]> wanted = network.parameters();
        Map<String, Tensor> fitting = new LinkedHashMap<>();
        PretrainedTrunk.of(Safetensors.read(file)).forEach((name, known) -> {
            long[] shape = wanted.get(name);
            if (shape != null && Arrays.equals(known.shape(), shape)) {
                fitting.put(name, known);
            } else if (shape != null && readsFewer(known.shape(), shape)) {
                fitting.put(name, grown(known, shape));
            }
        });
        if (fitting.isEmpty()) {
            throw new TwintrackException(
                    "%s holds weights of another network, none of its arrays has the name and the shape of '%s' or another one of this network: give a file made for it as 'weights'"
                            .formatted(file, wanted.keySet().iterator().next()));
        }
        return fitting;
    }

    private static boolean readsFewer(long[] known, long[] wanted) {
        long[] alike = known.clone();
        if (known.length == 4 && wanted.length == 4) {
            alike[1] = wanted[1];
        }
        return Arrays.equals(alike, wanted) && known[1] > 1 && known[1] < wanted[1];
    }

    private static Tensor grown(Tensor known, long[] shape) {
        int outputs = (int) shape[0];
        int before = known.data().length / outputs;
        int now = (int) (shape[1] * shape[2] * shape[3]);
        float[] values = new float[outputs * now];
        for (int o = 0; o < outputs; o++) {
            System.arraycopy(known.data(), o * before, values, o * now, before);
        }
        return new Tensor(shape, values);
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
