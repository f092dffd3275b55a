package dev.twintrack.streams.serve;

import dev.twintrack.TwintrackException;
import dev.twintrack.streams.KafkaTopic;
import dev.twintrack.streams.observe.Condition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads commands off a topic on a thread of its own, all partitions, from those on that were sent since it was opened, and
 * tries again for as long as the broker is away. No consumer group, so that no trace is left.
 */
final class CommandTopic implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final KafkaTopic topic;
    private final Consumer<Incoming> taker;
    private final Consumer<String> report;
    private final Instant opened = Instant.now();
    private final Thread thread;
    private volatile boolean closed;
    private volatile Optional<String> trouble = Optional.of("not connected yet");

    /** A record with what may be a command. */
    record Incoming(String text, int partition, long offset) {}

    /**
     * @param taker gets record after record, and does not wait
     * @param report takes a line when commands can be taken, and when they cannot
     */
    CommandTopic(KafkaTopic topic, Consumer<Incoming> taker, Consumer<String> report) {
        this.topic = topic;
        this.taker = taker;
        this.report = report;
        this.thread = new Thread(this::run, "commands " + topic.name());
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether commands are heard. */
    Condition condition() {
        return trouble.map(Condition::waiting).orElseGet(Condition::ok);
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Map<TopicPartition, Long> reached = new HashMap<>();
        while (!closed) {
            try (KafkaConsumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                read(consumer, reached);
            } catch (KafkaException e) {
                complain(e);
                rest();
            }
        }
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> reached) {
        while (!closed && consumer.assignment().isEmpty()) {
            try {
                assign(consumer, reached);
            } catch (RetriableException e) {
                complain(e);
                rest();
            }
        }
        if (!closed) {
            trouble = Optional.empty();
            report.accept(
                    "taking commands from Kafka at %s, topic %s".formatted(topic.bootstrapServers(), topic.name()));
        }
        while (!closed) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                reached.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
                String text = record.value() == null ? "" : new String(record.value(), StandardCharsets.UTF_8);
                taker.accept(new Incoming(text, record.partition(), record.offset()));
            }
        }
    }

    /** A topic that is not there yet appears by being asked for, where the broker allows that. */
    private void assign(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> reached) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic.name(), PATIENCE).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new UnknownTopicOrPartitionException("there is no topic " + topic.name());
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
        Map<TopicPartition, OffsetAndTimestamp> since = consumer.offsetsForTimes(
                partitions.stream().collect(Collectors.toMap(one -> one, one -> opened.toEpochMilli())), PATIENCE);
        consumer.assign(partitions);
        for (TopicPartition one : partitions) {
            OffsetAndTimestamp first = since.get(one);
            consumer.seek(one, reached.getOrDefault(one, first == null ? ends.get(one) : first.offset()));
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, topic.bootstrapServers());
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "twintrack-commands");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        settings.putAll(topic.clientProperties());
        return settings;
    }

    /** Once for each kind of trouble. */
    private void complain(KafkaException e) {
        String words = e.getCause() instanceof KafkaException cause ? cause.getMessage() : e.getMessage();
        if (!closed && !trouble.equals(Optional.of(words))) {
            trouble = Optional.of(words);
            report.accept("cannot take commands from Kafka at %s, topic %s: %s"
                    .formatted(topic.bootstrapServers(), topic.name(), words));
        }
    }

    private void rest() {
        try {
            Thread.sleep(AGAIN.toMillis());
        } catch (InterruptedException e) {
            throw new TwintrackException("interrupted", e);
        }
    }
}
