package dev.twintrack.streams.delivery;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --kafka-config}, for any verb that talks to Kafka: a picocli mixin. */
public final class KafkaConfigOption {

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Settings of Kafka's clients, one KEY=VALUE a line, such as those for TLS and a login.")
    private Optional<Path> file = Optional.empty();

    /**
     * The settings in the file; none without one.
     *
     * @throws dev.twintrack.TwintrackException when it cannot be read, or has a setting that is unknown or not the
     *     user's to choose
     */
    public Map<String, String> properties() {
        return file.map(ClientProperties::read).orElse(Map.of());
    }
}
