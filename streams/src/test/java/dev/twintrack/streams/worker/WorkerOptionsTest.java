package dev.twintrack.streams.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

/** How soon a worker takes over rests on settings that must fit each other, as Kafka Streams reads them. */
class WorkerOptionsTest {

    private static final long SESSION = WorkerOptions.SESSION_TIMEOUT.toMillis();

    private final Properties settings =
            WorkerOptions.of(new Cluster("127.0.0.1:9", Map.of()), "test").settings(new AtHand("frames", "commands"));
    private final StreamsConfig read = new StreamsConfig(settings);

    @Test
    void whatAKilledWorkerLeftOpenIsGivenUpBeforeItsSession() {
        Object timeout = read.getProducerConfigs("producer").get("transaction.timeout.ms");
        assertThat(Long.parseLong(timeout.toString())).isLessThan(SESSION);
    }

    @Test
    void theOthersHearOfADeathInATenthOfTheSession() {
        assertThat(consumer().getInt(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG))
                .isLessThanOrEqualTo((int) SESSION / 10);
    }

    @Test
    void aWorkerWithMuchToDoLooksUpSoonAndIsNotTakenForDeadWhenItHangs() {
        Map<String, Object> given = read.getMainConsumerConfigs("group", "client", 1);
        assertThat(consumer().getInt(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG) / 2)
                .as("what Kafka Streams goes by")
                .isLessThanOrEqualTo(500);
        assertThat(WorkerClients.patient(given).get(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG))
                .as("what the group goes by")
                .isEqualTo(300_000);
        assertThat(WorkerClients.patient(given))
                .containsAllEntriesOf(Map.of(
                        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                        (Object) (int) SESSION,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        "group"));
    }

    private ConsumerConfig consumer() {
        Map<String, Object> given = read.getMainConsumerConfigs("group", "client", 1);
        given.put("key.deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer");
        given.put("value.deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer");
        return new ConsumerConfig(given);
    }
}
