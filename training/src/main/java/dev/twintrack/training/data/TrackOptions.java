package dev.twintrack.training.data;

import dev.twintrack.TwintrackException;
import java.util.List;

/**
 * How batches of single crops are drawn: P tracks, K crops of each.
 *
 * @param size side of a crop in pixels; it covers one context side, as the tracker's template does
 * @param tracks P, at least 2
 * @param crops K, at least 2
 * @param shares the mixture of data sets (its gaps are not looked at); empty: every data set with weight 1
 * @param heldBack share of the sequences held back for validation
 * @param motion shifts, scales, flips; those of the template
 * @param appearance colour, blur and noise of each crop on its own
 */
public record TrackOptions(
        int size, int tracks, int crops, List<Share> shares, double heldBack, Motion motion, Appearance appearance) {

    public TrackOptions {
        shares = List.copyOf(shares);
        if (size < 1 || tracks < 2 || crops < 2) {
            throw new TwintrackException(
                    "batches of %d tracks with %d crops of %d pixels: give at least 2 tracks, 2 crops and 1 pixel"
                            .formatted(tracks, crops, size));
        }
    }
}
