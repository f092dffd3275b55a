package dev.twintrack.training.data;

import java.util.List;
import java.util.Map;

/**
 * What a {@link CropStore} keeps of one sequence: a line of its index.
 *
 * @param dataset the data set's name in the configuration
 * @param name the sequence's name within it
 * @param moving whether it is a video, as against a still
 * @param patches ordered by track, then frame
 * @param skipped what was left out, by reason
 */
public record StoredSequence(
        String dataset, String name, boolean moving, List<Patch> patches, Map<String, Integer> skipped) {

    public StoredSequence {
        patches = List.copyOf(patches);
        skipped = Map.copyOf(skipped);
    }

    /** The same in a store with so many other pack files before its own. */
    StoredSequence shifted(int shards) {
        return new StoredSequence(
                dataset,
                name,
                moving,
                patches.stream().map(patch -> patch.shifted(shards)).toList(),
                skipped);
    }

    /** The name without a file's ending. */
    String stem() {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
