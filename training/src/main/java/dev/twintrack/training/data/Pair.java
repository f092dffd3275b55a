package dev.twintrack.training.data;

import dev.twintrack.Box;
import java.util.List;
import java.util.Optional;

/**
 * What a pair of crops shows.
 *
 * @param index number of the sample: with the sampler's seed it determines everything
 * @param exemplar the box drawn for the object in the template crop, in its pixels
 * @param target the template's object in the search crop, in its pixels, as far as it reaches; nothing in a negative pair
 * @param lookalikes other objects in view in the search crop, in its pixels, those of the target's class first
 * @param template where the template is from
 * @param search where the search crop is from
 */
public record Pair(
        long index, Box exemplar, Optional<Box> target, List<Box> lookalikes, Origin template, Origin search) {

    public Pair {
        lookalikes = List.copyOf(lookalikes);
    }

    /** Where a crop is from, for error reports. */
    public record Origin(String dataset, String sequence, int track, int frame) {

        @Override
        public String toString() {
            return "%s/%s track %d frame %d".formatted(dataset, sequence, track, frame);
        }
    }
}
