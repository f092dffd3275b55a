package dev.twintrack.streams.delivery;

import dev.twintrack.TwintrackException;
import dev.twintrack.streams.KafkaTopic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads the records of a topic as they come, as JSON, all partitions, without a consumer group, so that it leaves no trace
 * on the broker. One thread, save for {@link #stop()}.
 */
public final class EventTail implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaTopic topic;
    private final KafkaConsumer<String, String> consumer;
    private volatile boolean stopped;

    /**
     * Connects to the broker and finds its place.
     *
     * @param fromBeginning whether to read what is there already; else only what comes from now on
     * @param patience how long the broker may take to answer
     * @throws TwintrackException when it does not
     */
    public EventTail(KafkaTopic topic, boolean fromBeginning, Duration patience) {
        this.topic = topic;
        Map<String, Object> settings = new HashMap<>();
        settings.putAll(topic.clientProperties());
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, topic.bootstrapServers());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        try {
            consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new EventText());
        } catch (KafkaException e) {
            throw new TwintrackException(
                    "cannot reach Kafka at %s: %s".formatted(topic.bootstrapServers(), topic.words(e)), e);
        }
        try {
            List<TopicPartition> partitions = partitions(patience);
            consumer.assign(partitions);
            if (fromBeginning) {
                consumer.seekToBeginning(partitions);
            } else {
                // Asking for the position now is what makes it the end of now.
                consumer.seekToEnd(partitions);
                partitions.forEach(consumer::position);
            }
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** Hands out record after record until {@link #stop()}. */
    public void run(Consumer<ConsumerRecord<String, String>> taker) {
        while (!stopped) {
            for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
                if (stopped) {
                    return;
                }
                taker.accept(record);
            }
        }
    }

    /**
     * Hands out the records that are on the topic by now.
     *
     * @param patience how long that may take; what has not come by then is left out
     */
    public void runToEnd(Duration patience, Consumer<ConsumerRecord<String, String>> taker) {
        long deadline = System.nanoTime() + patience.toNanos();
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), patience);
        while (behind(ends) && System.nanoTime() < deadline) {
            consumer.poll(POLL).forEach(taker);
        }
    }

    private boolean behind(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    /** From any thread, also the taker's: no further record. */
    public void stop() {
        stopped = true;
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** A topic that is not there yet appears by being asked for, where the broker allows that. */
    private List<TopicPartition> partitions(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        List<TopicPartition> partitions = List.of();
        try {
            while (partitions.isEmpty() && System.nanoTime() < deadline) {
                partitions = consumer.partitionsFor(topic.name(), patience).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
            }
        } catch (TimeoutException e) {
            throw new TwintrackException(
                    "no Kafka broker answers at %s: start one there, or correct the address"
                            .formatted(topic.bootstrapServers()),
                    e);
        } catch (KafkaException e) {
            throw new TwintrackException(
                    "Kafka at %s does not let us read topic %s: %s"
                            .formatted(topic.bootstrapServers(), topic.name(), topic.words(e)),
                    e);
        }
        if (partitions.isEmpty()) {
            throw new TwintrackException("Kafka at %s has no topic %s: create it, or correct its name"
                    .formatted(topic.bootstrapServers(), topic.name()));
        }
        return partitions;
    }
}
