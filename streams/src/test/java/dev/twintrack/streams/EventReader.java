package dev.twintrack.streams;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic from its beginning up to the last event of a stream, as any consumer out there would. */
public final class EventReader {

    private EventReader() {}

    /** The records up to a stream's end; fails when that does not come within half a minute. */
    public static List<ConsumerRecord<String, String>> untilEnd(KafkaTopic topic, String stream) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", topic.bootstrapServers(), "auto.offset.reset", "earliest");
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(consumer.partitionsFor(topic.name(), Duration.ofSeconds(10)).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList());
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                if (!records.isEmpty()
                        && ended(EventJson.read(records.get(records.size() - 1).value()), stream)) {
                    return records;
                }
            }
        }
        throw new AssertionError("stream %s has no end among %d records".formatted(stream, records.size()));
    }

    public static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static boolean ended(Event event, String stream) {
        return event.type() == EventType.STREAM_ENDED && event.stream().equals(stream);
    }
}
