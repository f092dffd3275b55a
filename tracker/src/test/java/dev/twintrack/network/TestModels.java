package dev.twintrack.network;

import java.util.Map;

/** Cards for tests. */
final class TestModels {

    private TestModels() {}

    static ModelCard card(Architecture architecture) {
        TrackingSettings tracking = new TrackingSettings(0.3, 0.1, 0.4, 1, 1, 0, 0, 0.5, 0.2, new double[] {0, 1});
        return new ModelCard("test", architecture, tracking, Map.of());
    }
}
