package dev.twintrack.network;

import dev.twintrack.TwintrackException;
import java.util.Arrays;

/**
 * Numbers with a shape, row by row. A plain value between files and runtimes; nobody writes to {@code data}.
 *
 * @param shape sizes of the dimensions, outermost first
 * @param data as many values as the product of {@code shape}
 */
public record Tensor(long[] shape, float[] data) {

    public Tensor {
        long size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        if (size != data.length) {
            throw new TwintrackException(
                    "tensor of shape %s holds %d values, not %d".formatted(Arrays.toString(shape), data.length, size));
        }
    }
}
