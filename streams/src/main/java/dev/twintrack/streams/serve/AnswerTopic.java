package dev.twintrack.streams.serve;

import dev.twintrack.streams.KafkaTopic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Puts answers on a topic, keyed by the command's id. Whoever sends never waits: a thread of its own works a bounded queue
 * off and tries again while the broker is away.
 */
final class AnswerTopic implements AutoCloseable {

    private static final int QUEUE = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final KafkaTopic topic;
    private final Consumer<String> report;
    private final BlockingQueue<Reply> waiting = new LinkedBlockingQueue<>(QUEUE);
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Thread thread;
    private volatile long deadline = Long.MAX_VALUE;

    private record Reply(Answer answer, CommandTopic.Incoming to) {}

    /** @param report takes a line about an answer that got lost */
    AnswerTopic(KafkaTopic topic, Consumer<String> report) {
        this.topic = topic;
        this.report = report;
        this.thread = new Thread(this::run, "answers " + topic.name());
        thread.setDaemon(true);
        thread.start();
    }

    void send(Answer answer, CommandTopic.Incoming to) {
        if (!waiting.offer(new Reply(answer, to))) {
            report.accept("an answer to a command got lost, since %d wait for Kafka already".formatted(QUEUE));
        }
    }

    /** Waits a little for what is still on its way. */
    @Override
    public void close() {
        deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            thread.join(2 * PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings(), new StringSerializer(), new StringSerializer())) {
            while (deadline == Long.MAX_VALUE || busy() && System.nanoTime() - deadline < 0) {
                Reply reply = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (reply != null) {
                    send(producer, reply);
                }
            }
            producer.close(Duration.ofMillis(100));
        } catch (KafkaException e) {
            report.accept("commands cannot be answered on topic %s: %s".formatted(topic.name(), e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean busy() {
        return !waiting.isEmpty() || inFlight.get() > 0;
    }

    private void send(KafkaProducer<String, String> producer, Reply reply) {
        Answer answer = reply.answer();
        ProducerRecord<String, String> record = new ProducerRecord<>(
                topic.name(),
                answer.id().orElse(null),
                answer.json(reply.to().partition(), reply.to().offset()));
        record.headers().add("content-type", "application/json".getBytes(StandardCharsets.US_ASCII));
        inFlight.incrementAndGet();
        producer.send(record, (metadata, e) -> {
            if (e instanceof RetriableException) {
                send(answer, reply.to());
            } else if (e != null) {
                report.accept("an answer to a command got lost: " + e.getMessage());
            }
            inFlight.decrementAndGet();
        });
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, topic.bootstrapServers());
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "twintrack-answers");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4L << 20);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        settings.putAll(topic.clientProperties());
        return settings;
    }
}
