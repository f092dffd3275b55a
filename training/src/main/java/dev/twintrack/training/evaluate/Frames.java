package dev.twintrack.training.evaluate;

import dev.twintrack.Frame;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The pictures of a sequence, none of them read before it is asked for. Safe to share between threads. */
public interface Frames {

    /** Pictures in the sequence. */
    int count();

    /** Starts to read; the reader is close to free until its first picture. */
    FrameReader open();

    /** Width and height in pixels when they can be told without decoding a picture, or nothing. */
    Optional<Size> size();

    /** Picture files in the order of the list, decoded by OpenCV. */
    static Frames pictures(List<Path> files) {
        return new PictureFrames(files);
    }

    /**
     * The first frames of a video file, decoded by FFmpeg.
     *
     * @param count frames to be read; a file with fewer fails when the missing one is read
     */
    static Frames video(Path file, int count) {
        return new VideoFrames(file, count);
    }

    /** Pictures in memory. */
    static Frames of(List<Frame> pictures) {
        return new MemoryFrames(List.copyOf(pictures));
    }

    /**
     * The size of a picture.
     *
     * @param width pixels in a row
     * @param height rows
     */
    record Size(int width, int height) {}
}
