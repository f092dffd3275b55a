package dev.twintrack.training.evaluate;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** A mean that leaves NaN out; NaN when nothing is left. */
final class Mean {

    private double sum;
    private long count;

    static <T> double of(List<T> items, ToDoubleFunction<T> value) {
        Mean mean = new Mean();
        items.forEach(item -> mean.add(value.applyAsDouble(item)));
        return mean.value();
    }

    void add(double value) {
        if (!Double.isNaN(value)) {
            sum += value;
            count++;
        }
    }

    double value() {
        return count == 0 ? Double.NaN : sum / count;
    }
}
