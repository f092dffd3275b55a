package dev.twintrack.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.streams.delivery.Encoding;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads a topic from its beginning, as any consumer out there would, and holds every event against the schema.
 */
public final class EventReader {

    private static final EventSchema SCHEMA = EventSchema.load();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private EventReader() {}

    /** The records up to a stream's end; fails when that does not come within a minute. */
    public static List<ConsumerRecord<String, String>> untilEnd(KafkaTopic topic, String stream) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", topic.bootstrapServers(), "auto.offset.reset", "earliest");
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(consumer.partitionsFor(topic.name(), PATIENCE).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList());
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                if (!records.isEmpty()
                        && ended(EventJson.read(records.get(records.size() - 1).value()), stream)) {
                    records.forEach(
                            record -> assertThat(SCHEMA.faults(record.value())).isEmpty());
                    return records;
                }
            }
        }
        throw new AssertionError("stream %s has no end among %d records".formatted(stream, records.size()));
    }

    /** The records that are on a topic by now, of any body, with further settings of the consumer. */
    public static List<ConsumerRecord<String, byte[]>> all(KafkaTopic topic) {
        Map<String, Object> settings = new HashMap<>(topic.clientProperties());
        settings.put("bootstrap.servers", topic.bootstrapServers());
        settings.put("auto.offset.reset", "earliest");
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name(), PATIENCE).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("topic %s cannot be read to its end".formatted(topic.name()));
                }
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        records.stream().filter(record -> record.value() != null).forEach(EventReader::check);
        return records;
    }

    public static String header(ConsumerRecord<String, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    /** Every event that tests see satisfies the schema, whatever its encoding. */
    private static void check(ConsumerRecord<String, byte[]> record) {
        Event event = Encoding.of(record.headers()).read(record.value());
        assertThat(SCHEMA.faults(EventJson.write(event))).isEmpty();
        assertThat(header(record, "ce_id")).isEqualTo(event.id());
    }

    private static boolean ended(Event event, String stream) {
        return event.type() == EventType.STREAM_ENDED && event.stream().equals(stream);
    }
}
