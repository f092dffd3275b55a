package dev.twintrack.streams.delivery;

import dev.twintrack.TwintrackException;
import dev.twintrack.streams.KafkaTopic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command line's options about publishing to Kafka, for any verb that tracks: a picocli mixin. */
public final class KafkaOptions {

    private static final String EMBEDDED = "embedded";

    /** The broker inside this process does not go away; on a busy machine it may be slow. */
    private static final Duration EMBEDDED_PATIENCE = Duration.ofSeconds(60);

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

    @Option(
            names = "--encoding",
            paramLabel = "json|protobuf",
            description = "Form of the events on Kafka. Default: json.")
    private Encoding encoding = Encoding.JSON;

    @Option(
            names = "--state-topic",
            paramLabel = "NAME",
            description = "A second, compacted Kafka topic for the latest state of each target. Default: none.")
    private Optional<String> stateTopic = Optional.empty();

    @Option(
            names = "--outbox",
            paramLabel = "DIR",
            description =
                    "Keep what starts, gets lost, comes back and ends in this folder until Kafka has it, also over"
                            + " the end of the process: the next run with it sends what is left first. One process at a time."
                            + " Default: events wait in memory.")
    private Optional<Path> outbox = Optional.empty();

    @Mixin
    private KafkaConfigOption config = new KafkaConfigOption();

    /** Whether events are to be published. */
    public boolean wanted() {
        return servers.isPresent();
    }

    /** Whether to a broker inside this process. */
    public boolean embedded() {
        return servers.equals(Optional.of(EMBEDDED));
    }

    /**
     * How events get to Kafka, if they do.
     *
     * @param embeddedServers address of the broker inside this process; asked only if it is {@link #embedded} one
     * @throws TwintrackException when an address, a name or a file does not serve, or options do not go together
     */
    public Optional<KafkaDelivery> delivery(Supplier<String> embeddedServers) {
        check();
        return servers.map(given -> new KafkaDelivery(
                KafkaTopic.of(embedded() ? embeddedServers.get() : given, topic)
                        .withClientProperties(config.properties()),
                outbox,
                encoding,
                stateTopic,
                embedded() ? EMBEDDED_PATIENCE : KafkaDelivery.PATIENCE));
    }

    private void check() {
        if (servers.isEmpty()) {
            require(outbox.isEmpty(), "--outbox keeps events for Kafka: say with --kafka HOST:PORT where that is");
            require(stateTopic.isEmpty(), "--state-topic is one of Kafka: say with --kafka HOST:PORT where that is");
            require(
                    config.properties().isEmpty(),
                    "--kafka-config is for reaching Kafka: say with --kafka HOST:PORT where that is");
        } else if (embedded()) {
            require(
                    config.properties().isEmpty(),
                    "--kafka-config is for another broker than the one inside this process: leave one of them out");
        }
    }

    private static void require(boolean holds, String fault) {
        if (!holds) {
            throw new TwintrackException(fault);
        }
    }
}
