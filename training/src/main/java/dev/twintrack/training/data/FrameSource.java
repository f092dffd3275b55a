package dev.twintrack.training.data;

import dev.twintrack.Frame;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;

/** The pixels of a sequence, read in one pass from front to back. Implementations hold no open file between calls. */
public interface FrameSource {

    /** Takes one frame of a pass. */
    @FunctionalInterface
    interface Visitor {
        /**
         * @param index 0-based index of the frame within its sequence
         */
        void frame(int index, Frame frame);
    }

    /** Pictures on disk, one a frame, in this order. */
    static FrameSource pictures(List<Path> files) {
        return new PictureFrames(files);
    }

    /** A video file, decoded from its first frame on. */
    static FrameSource video(Path file) {
        return new VideoFrames(file);
    }

    /**
     * Reads the wanted frames in rising order. A frame that is missing or cannot be decoded is left out, and the caller
     * learns of it from the number returned.
     *
     * @return how many of the wanted frames were visited
     */
    int read(NavigableSet<Integer> wanted, Visitor visitor);

    /** Whether the frames follow one another in time; a single still does not. */
    boolean moving();

    /** What to name in an error: the file or the folder. */
    String describe();
}
