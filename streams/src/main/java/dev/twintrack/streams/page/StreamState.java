package dev.twintrack.streams.page;

import java.util.Optional;

/**
 * How a stream stands, for browsers.
 *
 * @param stream its name
 * @param source where it comes from, without credentials
 * @param live whether frames come by themselves; else it is a recording that pauses, steps and jumps
 * @param width of the last frame in pixels; 0 before the first
 * @param height of the last frame in pixels
 * @param frame index of the last frame; -1 before the first
 * @param firstFrame index of the first frame that can be jumped to
 * @param frames number of frames, where known
 * @param framesPerSecond of the source, where known
 * @param paused whether it waits for someone
 * @param atEnd whether it is a recording that has given its last frame
 * @param ended whether nothing can come any more
 * @param speed of a recording, times its own pace; 0 for as fast as can be
 * @param rate frames tracked a second, measured
 */
record StreamState(
        String stream,
        String source,
        boolean live,
        int width,
        int height,
        long frame,
        long firstFrame,
        Optional<Long> frames,
        Optional<Double> framesPerSecond,
        boolean paused,
        boolean atEnd,
        boolean ended,
        double speed,
        double rate) {}
