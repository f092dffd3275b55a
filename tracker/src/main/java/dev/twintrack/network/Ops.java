package dev.twintrack.network;

import java.util.List;

/**
 * The operations that networks here are made of. An architecture is a plain method over {@code Ops<T>}, and an
 * implementation says what a value is: an array that is computed at once ({@link TorchOps}), the name of a tensor in an
 * ONNX graph being written ({@link OnnxOps}), or a shape ({@link ShapeOps}). So every runtime has the same network from
 * one description. All values are {@code N × C × H × W}.
 *
 * @param <T> what stands for an {@code N × C × H × W} array
 */
public interface Ops<T> {

    /**
     * A convolution, with BatchNorm where the layer has it.
     *
     * @param name prefix of the layer's parameters: {@code name.weight}, then {@code name.bias} or
     *     {@code name.norm.weight, .bias, .running_mean, .running_var}
     */
    T conv(String name, T x, Conv layer);

    /** {@code (x - mean) * scale}, one constant a channel. */
    T normalise(T x, float[] mean, float[] scale);

    T relu(T x);

    /** {@code min(max(x, 0), 6)}. */
    T relu6(T x);

    T exp(T x);

    /** Maximum over {@code kernel × kernel} windows without padding; an incomplete last window is left out. */
    T maxPool(T x, int kernel, int stride);

    /** Mean over all positions: {@code N × C × 1 × 1}. */
    T meanPool(T x);

    /** The central {@code size × size} positions; for an odd remainder the extra row and column are cut last. */
    T center(T x, int size);

    T concat(List<T> parts);

    /** The channels {@code from} to {@code to - 1}. */
    T channels(T x, int from, int to);

    T add(T a, T b);

    /** Product, where {@code b} may be {@code N × C × 1 × 1}. */
    T multiply(T a, T b);

    /**
     * Pixel-wise correlation (Yan et al., "Alpha-Refine", CVPR 2021, section 3.2): each position of the template is a
     * {@code 1 × 1} kernel of its own.
     *
     * @param template {@code N × C × h × w}
     * @param search {@code N × C × H × W}
     * @return {@code N × (h·w) × H × W}, channel {@code i·w + j} being the product with template position {@code (i, j)},
     *     divided by {@code sqrt(C)}
     */
    T correlate(T template, T search);
}
