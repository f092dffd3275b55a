package dev.twintrack.training.data;

import dev.twintrack.TwintrackException;

/**
 * What {@code prepare} keeps.
 *
 * @param reach side of the kept region, in search sides (255 / 127 context sides each)
 * @param contextSide an object whose context square is larger, in pixels, is shrunk to this
 * @param maxFrames at most so many frames of a track, spread evenly over it
 * @param filter which boxes are fit
 */
public record StoreOptions(double reach, double contextSide, int maxFrames, BoxFilter filter) {

    /** Search side over context side in the SiamFC family. */
    static final double SEARCH_FACTOR = 255.0 / 127.0;

    public StoreOptions {
        if (!(reach > 0 && contextSide >= 1) || maxFrames < 1) {
            throw new TwintrackException("store: reach %s must be positive, contextSide %s and maxFrames %d at least 1"
                    .formatted(reach, contextSide, maxFrames));
        }
    }

    public static StoreOptions defaults() {
        return new StoreOptions(2.3, 160, 40, BoxFilter.defaults());
    }
}
