package dev.twintrack.streams.delivery;

import dev.twintrack.streams.Event;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.TrackEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * A compacted topic with the latest state of each track: key {@code stream/track}, value its latest event, nothing (a
 * tombstone) once it has ended. A change of the life is told at once, updates once a second at most; while one state of a
 * track is on its way, newer ones replace each other. The topic is made, compacted, if it is not there. Everything but
 * what the producer answers belongs to the publisher's thread.
 */
final class StateTopic implements AutoCloseable {

    private static final long PERIOD = Duration.ofSeconds(1).toNanos();
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final KafkaDelivery delivery;
    private final String name;
    private final Consumer<Letter> arrived;
    private final Map<String, Letter> newest = new LinkedHashMap<>();
    private final Map<String, Long> onTheWay = new HashMap<>();
    private final Map<String, Long> told = new HashMap<>();
    private Optional<Admin> admin = Optional.empty();
    private CompletableFuture<Void> creation;
    private long creationTried;
    private boolean ready;
    private long failed = System.nanoTime() - RETRY.toNanos();
    private Optional<String> fault = Optional.empty();

    /** @param arrived gets the end of each track whose tombstone the broker has acknowledged */
    StateTopic(KafkaDelivery delivery, String name, Consumer<Letter> arrived) {
        this.delivery = delivery;
        this.name = name;
        this.arrived = arrived;
    }

    static boolean isEnd(Event event) {
        return event.type() == EventType.TRACK_ENDED;
    }

    /** Takes the state that an event tells, if it tells one. */
    synchronized void note(Letter letter) {
        if (letter.event() instanceof TrackEvent track) {
            Letter before = newest.put(key(track), letter);
            if (before != null && isEnd(before.event())) {
                // A track of the same name has begun: its state stands where the tombstone would have.
                arrived.accept(before);
            }
        }
    }

    /**
     * Sends what is due.
     *
     * @param over whether there is no more time
     */
    void tend(Producer<String, byte[]> producer, BooleanSupplier over) {
        if (!ready) {
            create();
            return;
        }
        for (Letter letter : due()) {
            if (over.getAsBoolean()) {
                return;
            }
            send(producer, letter);
        }
    }

    synchronized boolean idle() {
        return newest.isEmpty() && onTheWay.isEmpty();
    }

    @Override
    public void close() {
        admin.ifPresent(client -> client.close(Duration.ZERO));
        admin = Optional.empty();
    }

    /** What did not arrive, in words; nothing when all did. */
    synchronized Optional<String> loss() {
        return idle()
                ? Optional.empty()
                : Optional.of("the latest state of %d tracks did not reach Kafka at %s, topic %s: %s"
                        .formatted(
                                Stream.concat(newest.keySet().stream(), onTheWay.keySet().stream())
                                        .distinct()
                                        .count(),
                                delivery.topic().bootstrapServers(),
                                name,
                                fault.orElse("no broker answered in time")));
    }

    private synchronized List<Letter> due() {
        long now = System.nanoTime();
        if (now - failed < RETRY.toNanos()) {
            return List.of();
        }
        List<Letter> due = new ArrayList<>();
        for (Iterator<Map.Entry<String, Letter>> rest = newest.entrySet().iterator(); rest.hasNext(); ) {
            Map.Entry<String, Letter> next = rest.next();
            String key = next.getKey();
            boolean update = next.getValue().event().type().droppable();
            boolean early = update && told.containsKey(key) && now - told.get(key) < PERIOD;
            if (!onTheWay.containsKey(key) && !early) {
                due.add(next.getValue());
                rest.remove();
                onTheWay.put(key, now);
                told.put(key, now);
            }
        }
        return due;
    }

    private void send(Producer<String, byte[]> producer, Letter letter) {
        TrackEvent event = (TrackEvent) letter.event();
        byte[] body = isEnd(event) ? null : delivery.encoding().write(event);
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(name, null, event.at().captureTime().toEpochMilli(), key(event), body);
        delivery.encoding().headers(event).forEach((header, value) -> record.headers()
                .add(header, value.getBytes(StandardCharsets.UTF_8)));
        try {
            producer.send(record, (metadata, e) -> settle(letter, e));
        } catch (KafkaException e) {
            settle(letter, e);
            throw e;
        }
    }

    private void settle(Letter letter, Exception e) {
        synchronized (this) {
            String key = key((TrackEvent) letter.event());
            onTheWay.remove(key);
            if (e != null) {
                newest.putIfAbsent(key, letter);
                failed = System.nanoTime();
                fault = Optional.of(delivery.topic().words(e));
                return;
            }
            if (isEnd(letter.event())) {
                told.remove(key);
            }
        }
        if (isEnd(letter.event())) {
            arrived.accept(letter);
        }
    }

    private void create() {
        if (creation == null && System.nanoTime() - creationTried > RETRY.toNanos()) {
            creationTried = System.nanoTime();
            Map<String, Object> settings = new HashMap<>(delivery.topic().clientProperties());
            settings.put(
                    AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, delivery.topic().bootstrapServers());
            Admin client = admin.orElseGet(() -> Admin.create(settings));
            admin = Optional.of(client);
            NewTopic topic = new NewTopic(name, Optional.empty(), Optional.empty())
                    .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
            creation = client.createTopics(List.of(topic))
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture();
        } else if (creation != null && creation.isDone()) {
            // Without the right to make topics, somebody else has made it, or sending will say so.
            ready = creation.handle((made, e) -> e == null || !isTemporary(e)).join();
            creation = null;
            if (ready) {
                close();
            }
        }
    }

    private static boolean isTemporary(Throwable e) {
        Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
        return cause instanceof RetriableException && !(cause instanceof TopicExistsException);
    }

    private static String key(TrackEvent event) {
        return event.stream() + "/" + event.track();
    }
}
