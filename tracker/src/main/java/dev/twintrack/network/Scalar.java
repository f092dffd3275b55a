package dev.twintrack.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Numbers as operands of differentiable operations.
 *
 * <p>{@code x.mul(2)} must not be used where a gradient is recorded, nor {@code div}, {@code maximum}, {@code minimum} or
 * {@code pow} with a number: DJL puts the number into a tensor over a Java buffer of four bytes that nothing holds.
 * PyTorch keeps that tensor for the backward pass, but a garbage collection in between frees its memory, and the gradient
 * is multiplied by whatever stands there then. {@code add} and {@code sub} keep nothing and are safe.
 */
public final class Scalar {

    private Scalar() {}

    /** A number in memory that PyTorch owns, on the manager and device of the array it will be combined with. */
    public static NDArray of(NDArray like, double value) {
        return like.getManager().full(new Shape(), (float) value);
    }
}
