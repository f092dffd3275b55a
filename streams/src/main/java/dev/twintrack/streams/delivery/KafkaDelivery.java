package dev.twintrack.streams.delivery;

import dev.twintrack.TwintrackException;
import dev.twintrack.streams.KafkaTopic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How events get to Kafka.
 *
 * @param topic where they go
 * @param outbox folder that keeps the life cycle on disk until the broker has it, also over the end of the process; it
 *     is made if it is not there, and belongs to one process at a time. Without one, events wait in memory alone
 * @param encoding form of the records' bodies
 * @param stateTopic name of a second, compacted topic with the latest state of each track
 * @param patience how long the end may wait for what is still on its way
 */
public record KafkaDelivery(
        KafkaTopic topic, Optional<Path> outbox, Encoding encoding, Optional<String> stateTopic, Duration patience) {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    public KafkaDelivery {
        if (stateTopic.isPresent()) {
            KafkaTopic states = KafkaTopic.of(topic.bootstrapServers(), stateTopic.get());
            if (states.name().equals(topic.name())) {
                throw new TwintrackException(
                        "topic %s cannot hold events and states: name another for one of them".formatted(topic.name()));
            }
        }
    }

    /** JSON on that topic; no outbox, no topic of states, ten seconds of patience. */
    public static KafkaDelivery to(KafkaTopic topic) {
        return new KafkaDelivery(topic, Optional.empty(), Encoding.JSON, Optional.empty(), PATIENCE);
    }

    public KafkaDelivery withOutbox(Path folder) {
        return new KafkaDelivery(topic, Optional.of(folder), encoding, stateTopic, patience);
    }

    public KafkaDelivery withEncoding(Encoding newEncoding) {
        return new KafkaDelivery(topic, outbox, newEncoding, stateTopic, patience);
    }

    public KafkaDelivery withStateTopic(String name) {
        return new KafkaDelivery(topic, outbox, encoding, Optional.of(name), patience);
    }

    public KafkaDelivery withPatience(Duration newPatience) {
        return new KafkaDelivery(topic, outbox, encoding, stateTopic, newPatience);
    }
}
