package dev.twintrack.network;

import dev.twintrack.TwintrackException;
import java.util.Map;

/**
 * What a model says of itself; stands in its file's metadata as JSON.
 *
 * @param name what to call it
 * @param architecture the network that its weights fit
 * @param tracking how its response is read
 * @param ranges the largest activation of each rectified convolution, by the layer's name: with it the CPU computes in
 *     8-bit integers; empty for 32-bit floats throughout
 * @param facts free text a heading: training data and licences, recipe, seed, commit, scores, limits
 */
public record ModelCard(
        String name,
        Architecture architecture,
        TrackingSettings tracking,
        Map<String, Float> ranges,
        Map<String, String> facts) {

    public ModelCard {
        if (name == null || architecture == null || tracking == null) {
            throw new TwintrackException("model card lacks its name, architecture or tracking settings");
        }
        ranges = ranges == null ? Map.of() : ranges;
        facts = facts == null ? Map.of() : facts;
    }

    /** A card without ranges. */
    public ModelCard(String name, Architecture architecture, TrackingSettings tracking, Map<String, String> facts) {
        this(name, architecture, tracking, Map.of(), facts);
    }

    public ModelCard withTracking(TrackingSettings settings) {
        return new ModelCard(name, architecture, settings, ranges, facts);
    }

    /** This card with other ranges; none means 32-bit floats. */
    public ModelCard withRanges(Map<String, Float> newRanges) {
        return new ModelCard(name, architecture, tracking, newRanges, facts);
    }
}
