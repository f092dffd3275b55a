package dev.twintrack.network;

import dev.twintrack.TwintrackException;
import java.util.Map;

/**
 * What a model says of itself; stands in its file's metadata as JSON.
 *
 * @param name what to call it
 * @param architecture the network that its weights fit
 * @param tracking how its response is read
 * @param facts free text a heading: training data and licences, recipe, seed, commit, scores, limits
 */
public record ModelCard(String name, Architecture architecture, TrackingSettings tracking, Map<String, String> facts) {

    public ModelCard {
        if (name == null || architecture == null || tracking == null) {
            throw new TwintrackException("model card lacks its name, architecture or tracking settings");
        }
        facts = facts == null ? Map.of() : facts;
    }

    public ModelCard withTracking(TrackingSettings settings) {
        return new ModelCard(name, architecture, settings, facts);
    }
}
