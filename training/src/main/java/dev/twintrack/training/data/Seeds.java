package dev.twintrack.training.data;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Independent streams of random numbers out of one seed: stream {@code i} can be had without the streams before it. */
final class Seeds {

    private Seeds() {}

    /** The generator of stream {@code index}. */
    static RandomGenerator stream(long seed, long index) {
        return new SplittableRandom(mix(seed, index));
    }

    /** Two numbers hashed into one: the finaliser of MurmurHash3 (Appleby), applied to each in turn. */
    static long mix(long seed, long index) {
        return scramble(scramble(seed + 0x9e3779b97f4a7c15L) ^ index);
    }

    private static long scramble(long value) {
        long z = value;
        z = (z ^ (z >>> 33)) * 0xff51afd7ed558ccdL;
        z = (z ^ (z >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return z ^ (z >>> 33);
    }

    /** A hash as a number in {@code [0, 1)}. */
    static double unit(long hash) {
        return (hash >>> 11) * 0x1.0p-53;
    }
}
