package dev.twintrack.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Computes an architecture at once on DJL arrays, differentiably. Results live with the manager of the input image. */
final class TorchOps implements Ops<NDArray> {

    private static final Shape NONE = new Shape(0, 0);
    private static final Shape UNIT = new Shape(1, 1);
    private static final float KEPT_STATISTICS = 0.9f;

    /** Beyond 88 a float is infinite, and its gradient no number, even where it counts for nothing. */
    private static final float LARGEST_EXPONENT = 80;

    private final Function<String, NDArray> parameters;
    private final Predicate<String> updatesStatistics;
    private final boolean learns;

    /**
     * @param parameters finds a parameter by its name
     * @param updatesStatistics whether the BatchNorm of a layer uses and updates batch statistics
     * @param learns whether gradients are to be finite where an exponential is not: its exponents are bounded then
     */
    TorchOps(Function<String, NDArray> parameters, Predicate<String> updatesStatistics, boolean learns) {
        this.parameters = parameters;
        this.updatesStatistics = updatesStatistics;
        this.learns = learns;
    }

    @Override
    public NDArray conv(String name, NDArray x, Conv layer) {
        NDArray weight = parameters.apply(name + ".weight");
        NDArray bias = layer.norm() ? null : parameters.apply(name + ".bias");
        Shape stride = new Shape(layer.stride(), layer.stride());
        Shape padding = layer.padding() == 0 ? NONE : new Shape(layer.padding(), layer.padding());
        NDArray y = Conv2d.conv2d(x, weight, bias, stride, padding, UNIT, layer.groups())
                .singletonOrThrow();
        return layer.norm() ? norm(name + ".norm.", y) : y;
    }

    private NDArray norm(String prefix, NDArray x) {
        NDList normed = BatchNorm.batchNorm(
                x,
                parameters.apply(prefix + "running_mean"),
                parameters.apply(prefix + "running_var"),
                parameters.apply(prefix + "weight"),
                parameters.apply(prefix + "bias"),
                1,
                KEPT_STATISTICS,
                Conv.NORM_EPSILON,
                updatesStatistics.test(prefix));
        return normed.singletonOrThrow();
    }

    @Override
    public NDArray normalise(NDArray x, float[] mean, float[] scale) {
        Shape perChannel = new Shape(1, mean.length, 1, 1);
        return channelsLast(x)
                .sub(x.getManager().create(mean, perChannel))
                .mul(x.getManager().create(scale, perChannel));
    }

    /** The same array, its channels innermost in memory: PyTorch keeps that order, and convolves a third faster in it. */
    private static NDArray channelsLast(NDArray x) {
        Shape s = x.getShape();
        return x.transpose(0, 2, 3, 1)
                .reshape(-1)
                .reshape(s.get(0), s.get(2), s.get(3), s.get(1))
                .transpose(0, 3, 1, 2);
    }

    @Override
    public NDArray relu(NDArray x) {
        return x.getNDArrayInternal().relu();
    }

    @Override
    public NDArray relu6(NDArray x) {
        return x.clip(0, 6);
    }

    @Override
    public NDArray exp(NDArray x) {
        return (learns ? x.minimum(Scalar.of(x, LARGEST_EXPONENT)) : x).exp();
    }

    @Override
    public NDArray maxPool(NDArray x, int kernel, int stride) {
        return Pool.maxPool2d(x, new Shape(kernel, kernel), new Shape(stride, stride), NONE, false);
    }

    @Override
    public NDArray meanPool(NDArray x) {
        Shape shape = x.getShape();
        return x.reshape(shape.get(0), shape.get(1), -1, 1).mean(new int[] {2}, true);
    }

    @Override
    public NDArray center(NDArray x, int size) {
        long top = (x.getShape().get(2) - Math.min(size, x.getShape().get(2))) / 2;
        long left = (x.getShape().get(3) - Math.min(size, x.getShape().get(3))) / 2;
        long bottom = top + Math.min(size, x.getShape().get(2));
        long right = left + Math.min(size, x.getShape().get(3));
        return x.get(new NDIndex(":, :, %d:%d, %d:%d".formatted(top, bottom, left, right)));
    }

    @Override
    public NDArray concat(List<NDArray> parts) {
        return NDArrays.concat(new NDList(parts), 1);
    }

    @Override
    public NDArray channels(NDArray x, int from, int to) {
        return x.get(new NDIndex(":, %d:%d".formatted(from, to)));
    }

    @Override
    public NDArray add(NDArray a, NDArray b) {
        return a.add(b);
    }

    @Override
    public NDArray multiply(NDArray a, NDArray b) {
        return a.mul(b);
    }

    @Override
    public NDArray correlate(NDArray template, NDArray search) {
        long batch = template.getShape().get(0);
        long channels = template.getShape().get(1);
        long height = search.getShape().get(2);
        long width = search.getShape().get(3);
        NDArray keys = template.reshape(batch, channels, -1).transpose(0, 2, 1);
        NDArray products = keys.batchMatMul(search.reshape(batch, channels, -1));
        return products.mul(Scalar.of(products, 1 / Math.sqrt(channels))).reshape(batch, -1, height, width);
    }
}
