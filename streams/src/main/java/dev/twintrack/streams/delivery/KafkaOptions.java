package dev.twintrack.streams.delivery;

import dev.twintrack.streams.KafkaTopic;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** The command line's options about publishing to Kafka, for any verb that tracks: a picocli mixin. */
public final class KafkaOptions {

    private static final String EMBEDDED = "embedded";

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "Publish the events to this broker, or with '" + EMBEDDED
                    + "' to one inside this process, for as long as it runs.")
    private Optional<String> servers = Optional.empty();

    @Option(
            names = "--topic",
            paramLabel = "NAME",
            defaultValue = KafkaTopic.DEFAULT_NAME,
            description = "Kafka topic of the events. Default: ${DEFAULT-VALUE}.")
    private String topic;

    /** Whether events are to be published. */
    public boolean wanted() {
        return servers.isPresent();
    }

    /** Whether to a broker inside this process. */
    public boolean embedded() {
        return servers.equals(Optional.of(EMBEDDED));
    }

    /**
     * Where events go, if anywhere.
     *
     * @param embeddedServers address of the broker inside this process; asked only if it is {@link #embedded} one
     * @throws dev.twintrack.TwintrackException when the address or the topic's name does not serve
     */
    public Optional<KafkaTopic> topic(Supplier<String> embeddedServers) {
        return servers.map(given -> KafkaTopic.of(embedded() ? embeddedServers.get() : given, topic));
    }
}
