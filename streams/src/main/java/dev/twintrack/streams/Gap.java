package dev.twintrack.streams;

import java.util.OptionalLong;

/**
 * A break in a stream.
 *
 * @param reason in words, such as {@code connection lost}
 * @param missed how many frames or events are missing, where that is known
 */
public record Gap(String reason, OptionalLong missed) {}
