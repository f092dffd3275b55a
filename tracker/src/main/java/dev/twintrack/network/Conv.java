package dev.twintrack.network;

/**
 * The shape of a convolution layer.
 *
 * @param in channels read
 * @param out channels written
 * @param kernel side of the square window
 * @param stride step of the window
 * @param padding zeros on each side
 * @param groups 1 for a dense layer, {@code in} for a depthwise one
 * @param norm whether BatchNorm follows; then the convolution has no bias of its own
 */
public record Conv(int in, int out, int kernel, int stride, int padding, int groups, boolean norm) {

    /** BatchNorm's small constant, the same in training, in folding and in every runtime. */
    public static final float NORM_EPSILON = 1e-5f;

    public Conv {
        if (in < 1 || out < 1 || kernel < 1 || stride < 1 || padding < 0 || in % groups != 0 || out % groups != 0) {
            throw new IllegalArgumentException(
                    "no such convolution: %d -> %d, kernel %d, stride %d, padding %d, %d groups"
                            .formatted(in, out, kernel, stride, padding, groups));
        }
    }

    /** A dense layer with bias that keeps the size: stride 1, padding {@code kernel / 2}. */
    public static Conv same(int in, int out, int kernel) {
        return new Conv(in, out, kernel, 1, kernel / 2, 1, false);
    }

    /** This layer with BatchNorm instead of a bias. */
    public Conv normed() {
        return new Conv(in, out, kernel, stride, padding, groups, true);
    }

    /** Shape of the weights: {@code out × in/groups × kernel × kernel}. */
    public long[] weightShape() {
        return new long[] {out, in / groups, kernel, kernel};
    }
}
