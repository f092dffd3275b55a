package dev.twintrack.training.loop;

import dev.twintrack.TwintrackException;

/**
 * How the arrays whose names begin alike are learnt. The first group whose prefix fits an array is its group; an array
 * without one learns at the full rate.
 *
 * @param prefix beginning of the names, such as {@code trunk.}
 * @param rate factor on the learning rate, at least 0
 * @param frozen whether the arrays stay as they are
 */
public record ParameterGroup(String prefix, double rate, boolean frozen) {

    public ParameterGroup {
        if (!(rate >= 0)) {
            throw new TwintrackException("group '%s' has rate %s: give a factor of at least 0".formatted(prefix, rate));
        }
    }
}
