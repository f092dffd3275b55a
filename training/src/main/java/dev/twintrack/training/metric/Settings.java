package dev.twintrack.training.metric;

import dev.twintrack.TwintrackException;

/** Checks of the numbers that losses are made with. */
final class Settings {

    private Settings() {}

    static void finite(String loss, String name, double value) {
        require(Double.isFinite(value), "%s with %s %s: give a finite number", loss, name, value);
    }

    static void positive(String loss, String name, double value) {
        require(value > 0 && Double.isFinite(value), "%s with %s %s: give a finite number above 0", loss, name, value);
    }

    static void require(boolean holds, String message, Object... arguments) {
        if (!holds) {
            throw new TwintrackException(message.formatted(arguments));
        }
    }
}
