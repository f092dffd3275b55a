package dev.twintrack.streams;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What is known about a source before its first frame.
 *
 * @param description fit for people and logs: an address without its credentials
 * @param frameCount frames that {@link FrameSource#next()} will give, where a file says; may be off by a few
 * @param framesPerSecond nominal rate, where known
 * @param live whether frames come by themselves and late ones are dropped
 */
public record SourceInfo(String description, OptionalLong frameCount, OptionalDouble framesPerSecond, boolean live) {}
