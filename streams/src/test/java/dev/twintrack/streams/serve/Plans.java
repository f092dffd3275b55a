package dev.twintrack.streams.serve;

import dev.twintrack.streams.observe.Observation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Streams for tests. */
final class Plans {

    private Plans() {}

    /** A stream whose source is neither waited for nor taken up again. */
    static StreamConfig stream(String id, String address, TargetConfig... targets) {
        return new StreamConfig(
                id,
                address,
                List.of(targets),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Duration.ZERO),
                false,
                0,
                OptionalLong.empty(),
                List.of());
    }

    /** A stream as it stands in a file. */
    static StreamConfig parsed(String entry) {
        return ServeConfig.parse("streams:\n  - " + entry, "test").streams().get(0);
    }

    static Observation unobserved() {
        return Observation.logging(line -> {});
    }
}
