package dev.twintrack.training.metric;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import dev.twintrack.training.loss.Scoped;

/** Turns the losses of many pairs or triplets into one. Stateless. */
@FunctionalInterface
public interface Reducer {

    /**
     * @param losses one value a pair, triplet or anchor, each at least 0; never empty
     * @return a scalar, differentiable
     */
    NDArray reduce(NDArray losses);

    /**
     * The mean over those above 0, or 0 if there are none: easy tuples, whose loss is 0, do not thin out the others. The
     * default of losses with a hinge.
     */
    static Reducer averageNonZero() {
        return losses -> Scoped.compute(() -> {
            NDArray count = losses.gt(0f).toType(DataType.FLOAT32, false).sum();
            return losses.sum().div(count.maximum(1f));
        });
    }

    /** The mean over all. */
    static Reducer mean() {
        return NDArray::mean;
    }

    /** The sum. */
    static Reducer sum() {
        return NDArray::sum;
    }
}
