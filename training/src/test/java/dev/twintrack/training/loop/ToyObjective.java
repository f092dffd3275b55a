package dev.twintrack.training.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.twintrack.network.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** A small network with a convolution, a normalisation with running statistics, and a layer: learns the mean brightness. */
final class ToyObjective implements Objective<float[]> {

    static final int BATCH = 4;
    private static final int SIDE = 6;

    private final Map<String, NDArray> parameters = new LinkedHashMap<>();

    ToyObjective(NDManager manager) {
        Random random = new Random(5);
        add(manager, "trunk.weight", random, 3, 1, 3, 3);
        add(manager, "trunk.bias", random, 3);
        parameters.put("bn.weight", manager.ones(new Shape(3)));
        parameters.put("bn.bias", manager.zeros(new Shape(3)));
        parameters.put("bn.running_mean", manager.zeros(new Shape(3)));
        parameters.put("bn.running_var", manager.ones(new Shape(3)));
        add(manager, "head.weight", random, 1, 48);
    }

    private void add(NDManager manager, String name, Random random, long... shape) {
        Shape sizes = new Shape(shape);
        float[] values = new float[(int) sizes.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() * 0.3f;
        }
        parameters.put(name, manager.create(values, sizes));
    }

    /** Batch number {@code index} of an endless seeded sequence. */
    static float[] batch(long index) {
        Random random = new Random(1000 + index);
        float[] pixels = new float[BATCH * SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextFloat();
        }
        return pixels;
    }

    @Override
    public Map<String, NDArray> parameters() {
        return parameters;
    }

    @Override
    public boolean trainable(String name) {
        return !name.contains("running_");
    }

    @Override
    public Losses losses(NDManager manager, float[] batch, boolean training) {
        NDArray input = manager.create(batch, new Shape(BATCH, 1, SIDE, SIDE));
        NDArray target = input.reshape(BATCH, SIDE * SIDE).mean(new int[] {1});
        NDList convolved = ai.djl.nn.convolutional.Conv2d.conv2d(
                input, parameters.get("trunk.weight"), parameters.get("trunk.bias"));
        NDArray normal = ai.djl.nn.norm.BatchNorm.batchNorm(
                        convolved.singletonOrThrow(),
                        parameters.get("bn.running_mean"),
                        parameters.get("bn.running_var"),
                        parameters.get("bn.weight"),
                        parameters.get("bn.bias"),
                        1,
                        0.9f,
                        1e-5f,
                        training)
                .singletonOrThrow();
        NDArray flat = normal.getNDArrayInternal().relu().reshape(BATCH, 48);
        NDArray guess = flat.matMul(parameters.get("head.weight").transpose()).reshape(BATCH);
        NDArray loss = guess.sub(target).square().mean();
        return new Losses(loss, Map.of("square", loss));
    }

    @Override
    public int size(float[] batch) {
        return BATCH;
    }

    @Override
    public Map<String, Tensor> tensors(float[] batch) {
        return Map.of("pixels", new Tensor(new long[] {BATCH, 1, SIDE, SIDE}, batch));
    }
}
