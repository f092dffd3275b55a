package dev.twintrack.training.data;

import dev.twintrack.Box;
import java.util.List;

/**
 * The part of one picture around one object, as kept in a {@link CropStore}: no padding, never enlarged, shrunk where the
 * object is larger than training needs.
 *
 * @param track the object's number within the sequence
 * @param label the object's class, or empty
 * @param frame 0-based frame index
 * @param shard number of the pack file that holds the pixels
 * @param offset where in it they begin, in bytes
 * @param width pixels across
 * @param height pixels down
 * @param region what it shows, in pixels of the picture
 * @param target the object, in pixels of the patch; may reach outside
 * @param mean mean colour {@code b, g, r} of the whole picture, the border colour of plain crops
 * @param others other annotated objects in view
 */
public record Patch(
        int track,
        String label,
        int frame,
        int shard,
        long offset,
        int width,
        int height,
        Box region,
        Box target,
        float[] mean,
        List<Neighbour> others) {

    public Patch {
        others = List.copyOf(others);
    }

    /** The same pixels, so many pack files later. */
    Patch shifted(int shards) {
        return new Patch(track, label, frame, shard + shards, offset, width, height, region, target, mean, others);
    }

    /** Size of the BGR pixels in bytes. */
    int bytes() {
        return width * height * 3;
    }
}
