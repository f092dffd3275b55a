package dev.twintrack.scene;

import java.util.random.RandomGenerator;

/**
 * A sine over time.
 *
 * @param reach largest value
 * @param period frames
 * @param phase radians at frame 0
 */
record Swing(double reach, double period, double phase) {

    static final Swing NONE = new Swing(0, 1, 0);

    static Swing drawn(RandomGenerator random, double reach, double period) {
        return new Swing(reach, period * random.nextDouble(0.8, 1.25), random.nextDouble(2 * Math.PI));
    }

    double at(double frame) {
        return reach * Math.sin(2 * Math.PI * frame / period + phase);
    }
}
