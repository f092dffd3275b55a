package dev.twintrack.scene;

/**
 * What of a {@link Course} comes and goes.
 *
 * @param x of the place, in pixels
 * @param y of the place, in pixels
 * @param size of the scale, as a share of it
 * @param turn of the angle, in radians
 * @param squeeze of the extent across, as a share of it
 * @param tail of the tail's place, as a share of the sprite's length
 */
record Sway(Swing x, Swing y, Swing size, Swing turn, Swing squeeze, Swing tail) {

    static final Sway NONE = new Sway(Swing.NONE, Swing.NONE, Swing.NONE, Swing.NONE, Swing.NONE, Swing.NONE);
}
