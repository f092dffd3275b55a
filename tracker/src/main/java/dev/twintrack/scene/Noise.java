package dev.twintrack.scene;

/**
 * Seeded value noise in the plane: random heights on the integer lattice, joined smoothly. The same seed and place give
 * the same value for ever. Immutable.
 *
 * @param seed which of all noises
 * @param mask the noise repeats itself after {@code mask + 1} cells, a power of two, in both directions; -1 for never
 */
record Noise(long seed, long mask) {

    Noise(long seed) {
        this(seed, -1);
    }

    /** The height at a place, in {@code [0, 1]}. */
    double at(double x, double y) {
        double left = Math.floor(x);
        double top = Math.floor(y);
        double across = smooth(x - left);
        double down = smooth(y - top);
        long i = (long) left;
        long j = (long) top;
        double upper = mix(corner(i, j), corner(i + 1, j), across);
        double lower = mix(corner(i, j + 1), corner(i + 1, j + 1), across);
        return mix(upper, lower, down);
    }

    /** Octaves of noise, each twice as fine and half as strong as the one before: clouds, in {@code [0, 1]}. */
    double clouds(double x, double y, int octaves) {
        double sum = 0;
        double weight = 0;
        double strength = 1;
        double scale = 1;
        for (int octave = 0; octave < octaves; octave++) {
            sum += strength * at((x + octave * 17.3) * scale, (y - octave * 9.1) * scale);
            weight += strength;
            strength /= 2;
            scale *= 2;
        }
        return sum / weight;
    }

    /** Bright, thin, winding lines where the clouds cross their middle height, in {@code [0, 1]}. */
    double ridges(double x, double y, int octaves) {
        double ridge = 1 - Math.abs(2 * clouds(x, y, octaves) - 1);
        double square = ridge * ridge;
        return square * square * square;
    }

    static double mix(double a, double b, double share) {
        return a + (b - a) * share;
    }

    private static double smooth(double t) {
        return t * t * (3 - 2 * t);
    }

    private double corner(long i, long j) {
        long bits = seed + (i & mask) * 0x9E3779B97F4A7C15L + (j & mask) * 0xC2B2AE3D27D4EB4FL;
        bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
        return ((bits ^ (bits >>> 31)) >>> 11) * 0x1.0p-53;
    }
}
