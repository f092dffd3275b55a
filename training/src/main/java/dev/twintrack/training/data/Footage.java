package dev.twintrack.training.data;

import dev.twintrack.Frame;
import dev.twintrack.TwintrackException;
import dev.twintrack.training.evaluate.FrameReader;
import dev.twintrack.training.evaluate.Frames;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;

/**
 * The pixels of a sequence, read in one pass from front to back.
 *
 * @param frames the pictures
 * @param moving whether they follow one another in time; a single still does not
 */
public record Footage(Frames frames, boolean moving) {

    /** Takes one frame of a pass. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Called in rising order of {@code index}.
         *
         * @param index 0-based index of the frame within its sequence
         */
        void frame(int index, Frame frame);
    }

    /** Picture files, one a frame, in this order. */
    public static Footage pictures(List<Path> files) {
        return new Footage(Frames.pictures(files), files.size() > 1);
    }

    /** The first {@code count} frames of a video file, or as many as it has. */
    public static Footage video(Path file, int count) {
        return new Footage(Frames.video(file, count), true);
    }

    /**
     * Reads the wanted frames. One that is missing or cannot be decoded is left out, and the caller learns of it from the
     * number returned; a video has no frames after a broken one.
     *
     * @return how many of the wanted frames were visited
     */
    public int read(NavigableSet<Integer> wanted, Visitor visitor) {
        int visited = 0;
        try (FrameReader reader = frames.open()) {
            for (int index : wanted.subSet(0, true, frames.count(), false)) {
                Frame frame;
                try {
                    frame = reader.read(index);
                } catch (TwintrackException unreadable) {
                    continue;
                }
                visitor.frame(index, frame);
                visited++;
            }
        }
        return visited;
    }
}
