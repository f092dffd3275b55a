package dev.twintrack.training.data;

import dev.twintrack.TwintrackException;

/**
 * A data set's part in the mixture.
 *
 * @param dataset its name in the crop store
 * @param weight its share of the samples, relative to the other weights; within it every track is equally likely
 * @param maxGap most frames between the two crops of a pair
 */
public record Share(String dataset, double weight, int maxGap) {

    public Share {
        if (!(weight >= 0) || maxGap < 0) {
            throw new TwintrackException(
                    "share of '%s': weight %s and gap %d must not be negative".formatted(dataset, weight, maxGap));
        }
    }
}
