package dev.twintrack.scene;

/** What a {@link SyntheticScene} shows. */
public enum Theme {
    /** Koi in a pond, seen from above, that swim under a footbridge. */
    POND,
    /** Things of any shape, colour and pattern that move over any ground and under a beam: for variety. */
    THINGS
}
