package dev.twintrack.streams.worker;

import static org.awaitility.Awaitility.await;

import dev.twintrack.streams.Event;
import dev.twintrack.streams.EventJson;
import dev.twintrack.streams.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the events of all streams as they come, on a thread of its own. */
final class EventLog implements AutoCloseable {

    /** An event and when it was read. */
    record Read(Event event, Instant when) {}

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final KafkaConsumer<String, String> consumer;
    private final Thread thread;
    private final Map<String, List<Read>> streams = new HashMap<>();
    private volatile boolean closed;

    /** @param isolation {@code read_committed} or {@code read_uncommitted} */
    EventLog(String servers, String topic, String isolation) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", servers);
        settings.put("isolation.level", isolation);
        settings.put("auto.offset.reset", "earliest");
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
        // A topic that has just been made may have no partitions yet.
        await().pollInSameThread().atMost(PATIENCE).until(() -> !consumer.partitionsFor(topic)
                .isEmpty());
        consumer.assign(consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList());
        thread = new Thread(this::read, "events " + isolation);
        thread.start();
    }

    synchronized List<Read> of(String stream) {
        return List.copyOf(streams.getOrDefault(stream, List.of()));
    }

    boolean ended(String stream) {
        return of(stream).stream().anyMatch(read -> read.event().type() == EventType.STREAM_ENDED);
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        consumer.close();
    }

    private void read() {
        while (!closed) {
            consumer.poll(Duration.ofMillis(50)).forEach(record -> {
                Event event = EventJson.read(record.value());
                synchronized (this) {
                    streams.computeIfAbsent(event.stream(), name -> new ArrayList<>())
                            .add(new Read(event, Instant.now()));
                }
            });
        }
    }
}
