package dev.twintrack.streams;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Events on a Kafka topic, keyed by stream, so that order holds within a stream; idempotent and acknowledged by all
 * replicas. The pipeline only puts them into a bounded queue. A thread of this sink's own connects, sends, and tries again
 * while the broker is away; when the queue overflows meanwhile, updates go before the life cycle. {@link #losses()} tells
 * what did not arrive.
 */
final class KafkaSink implements Sink {

    private static final int QUEUE = 10_000;
    private static final int MOST_IN_FLIGHT = 1_000;
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaTopic topic;
    private final Duration patience;
    private final Function<Map<String, Object>, Producer<String, String>> connecting;
    private final EventQueue queue = new EventQueue(QUEUE);
    private final Semaphore inFlight = new Semaphore(MOST_IN_FLIGHT);
    private final AtomicLong delivered = new AtomicLong();
    private final Thread publisher;
    private final long started = System.nanoTime();
    private long accepted;
    private volatile long deadline = Long.MAX_VALUE;
    private volatile boolean finishing;
    private volatile Optional<String> fault = Optional.empty();

    /** @param patience how long the end may wait for what is still on its way */
    KafkaSink(KafkaTopic topic, Duration patience) {
        this(topic, patience, KafkaProducer::new);
    }

    KafkaSink(KafkaTopic topic, Duration patience, Function<Map<String, Object>, Producer<String, String>> connecting) {
        this.topic = topic;
        this.patience = patience;
        this.connecting = connecting;
        this.publisher = new Thread(this::publish, "kafka " + topic.name());
        publisher.setDaemon(true);
        publisher.start();
    }

    @Override
    public void event(Event event) {
        accepted++;
        queue.add(event);
    }

    /** Waits for the rest to be delivered; less long if nothing ever was, though there was time. */
    @Override
    public void finish() {
        long now = System.nanoTime();
        long sinceStart = started + patience.toNanos() / 2;
        deadline = delivered.get() > 0 ? now + patience.toNanos() : Math.max(now + patience.toNanos() / 10, sinceStart);
        finishing = true;
        await();
    }

    @Override
    public List<String> losses() {
        long lost = accepted - delivered.get();
        return lost == 0
                ? List.of()
                : List.of("%d of %d events did not reach Kafka at %s, topic %s: %s"
                        .formatted(
                                lost,
                                accepted,
                                topic.bootstrapServers(),
                                topic.name(),
                                fault.orElse("no broker answered in time")));
    }

    @Override
    public void close() {
        deadline = Math.min(deadline, System.nanoTime());
        finishing = true;
        await();
    }

    private void await() {
        try {
            publisher.join(patience.toMillis() * 2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void publish() {
        try (Producer<String, String> producer = connecting.apply(settings())) {
            while (!(finishing && (done() || late()))) {
                queue.take(POLL).ifPresent(event -> send(producer, event));
            }
            producer.close(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        } catch (KafkaException e) {
            fault = Optional.of(causes(e));
        }
    }

    private boolean done() {
        return queue.size() == 0 && inFlight.availablePermits() == MOST_IN_FLIGHT;
    }

    private boolean late() {
        return System.nanoTime() - deadline >= 0;
    }

    private void send(Producer<String, String> producer, Event event) {
        try {
            while (!inFlight.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                if (late()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        producer.send(record(event), (metadata, e) -> {
            if (e == null) {
                delivered.incrementAndGet();
            } else if (e instanceof RetriableException) {
                queue.giveBack(event);
            } else {
                fault = Optional.of(causes(e));
            }
            inFlight.release();
        });
    }

    private ProducerRecord<String, String> record(Event event) {
        ProducerRecord<String, String> record = new ProducerRecord<>(
                topic.name(), null, event.at().captureTime().toEpochMilli(), event.stream(), EventJson.write(event));
        EventJson.headers(event)
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, topic.bootstrapServers());
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "twintrack");
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L << 20);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 500);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        settings.putAll(topic.clientProperties());
        return settings;
    }

    private static String causes(Throwable e) {
        return e.getCause() == null ? e.getMessage() : e.getMessage() + ": " + causes(e.getCause());
    }
}
