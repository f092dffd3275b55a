package dev.twintrack.training.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.function.Supplier;

/**
 * Closes every array that a computation leaves behind, except its result. The native graph behind the result stays
 * whole, so that it can still be differentiated. The result belongs to the manager that DJL attached it to (that of the
 * first operand) and to the enclosing scope, if there is one. Works on the arrays of the calling thread alone.
 */
public final class Scoped {

    private Scoped() {}

    /**
     * Runs a computation and closes its intermediates.
     *
     * @param computation gives a new array, never one that it was handed
     */
    public static NDArray compute(Supplier<NDArray> computation) {
        NDArray result;
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            result = computation.get();
            NDScope.unregister(result);
        }
        NDScope.register(result);
        return result;
    }
}
