package dev.twintrack;

/** What a tracker knows about its target after a frame. */
public enum Status {
    /** The frame shows the target with confidence. */
    TRACKING,
    /** Something like the target was found, but it may be another thing, or half hidden: the box is a best guess. */
    UNCERTAIN,
    /** The target is not in sight: there is no box to trust. */
    LOST
}
