package dev.twintrack;

/**
 * One target to be looked for in one frame. A batch of looks may mix targets of one stream and of many.
 *
 * @param target a live target of the tracker that is asked
 * @param frame the next frame of that target's stream
 */
public record Look(Target target, Frame frame) {}
