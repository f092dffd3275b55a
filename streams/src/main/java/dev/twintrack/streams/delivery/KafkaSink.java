package dev.twintrack.streams.delivery;

import dev.twintrack.TwintrackException;
import dev.twintrack.streams.Event;
import dev.twintrack.streams.KafkaTopic;
import dev.twintrack.streams.Sink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events on a Kafka topic, keyed by stream, in order within a stream. {@link #event} writes the life cycle into the
 * outbox, if there is one, puts the event into a bounded queue, and returns; a thread of this sink's own does the rest,
 * for as long as the broker is away. When too many wait, the oldest updates go, and a gap event says how many.
 *
 * <p>Safe for any thread: several streams may share one sink, and then whoever opened it finishes and closes it, once.
 */
public final class KafkaSink implements Sink {

    /** Updates that may wait for the broker: at 25 frames a second of one target, those of the last 6 minutes. */
    static final int MOST_UPDATES = 10_000;

    /** Events of the life cycle that may wait beside them: some 45 MB in memory, and as much in an outbox. */
    static final int MOST_LIFE_CYCLE = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger("delivery");

    private final KafkaDelivery delivery;
    private final EventQueue queue;
    private final Optional<TendedOutbox> outbox;
    private final Publisher publisher;
    private final Thread thread;
    private final long started = System.nanoTime();
    private long nextPosition;
    private long accepted;
    private boolean full;

    private KafkaSink(
            KafkaDelivery delivery,
            EventQueue queue,
            Function<Map<String, Object>, Producer<String, byte[]>> connecting) {
        this.delivery = delivery;
        this.queue = queue;
        this.outbox = delivery.outbox().map(TendedOutbox::new);
        outbox.map(TendedOutbox::left).ifPresent(this::takeOver);
        this.publisher = new Publisher(delivery, queue, outbox, connecting);
        this.thread = new Thread(publisher, "kafka " + delivery.topic().name());
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Starts to deliver; what an earlier process left in the outbox goes first, under its old ids.
     *
     * @throws TwintrackException when there cannot be an outbox where one is wanted, another process has it, or the
     *     settings of Kafka's clients do not serve
     */
    public static KafkaSink open(KafkaDelivery delivery) {
        if (!delivery.topic().clientProperties().isEmpty()) {
            check(delivery.topic());
        }
        return open(delivery, new EventQueue(MOST_UPDATES, MOST_LIFE_CYCLE), KafkaProducer::new);
    }

    static KafkaSink open(
            KafkaDelivery delivery,
            EventQueue queue,
            Function<Map<String, Object>, Producer<String, byte[]>> connecting) {
        return new KafkaSink(delivery, queue, connecting);
    }

    /** A wrong key store or login should not be found out at the end. */
    private static void check(KafkaTopic topic) {
        try {
            new KafkaProducer<String, byte[]>(ProducerSettings.of(topic)).close(Duration.ZERO);
        } catch (KafkaException e) {
            String words = topic.words(e);
            // A name that nobody knows now may be known later, as a broker may come up later.
            if (!words.contains("bootstrap")) {
                throw new TwintrackException(
                        "cannot set up a client for Kafka at %s: %s; correct the settings"
                                .formatted(topic.bootstrapServers(), words),
                        e);
            }
        }
    }

    private void takeOver(List<Letter> left) {
        left.forEach(queue::add);
        accepted = left.size();
        nextPosition = left.isEmpty() ? 2 : left.get(left.size() - 1).position() + 2;
    }

    /** How delivery stands. */
    public synchronized DeliveryState state() {
        return new DeliveryState(
                accepted,
                publisher.delivered(),
                queue.size(),
                outbox.map(TendedOutbox::held).orElse(0L),
                queue.thinned(),
                outbox.map(TendedOutbox::unwritten).orElse(0L) + queue.refused(),
                publisher.reachable());
    }

    @Override
    public synchronized void event(Event event) {
        accepted++;
        if (queue.accepts(event)) {
            long position = nextPosition;
            nextPosition += 2;
            boolean kept = !event.type().droppable()
                    && outbox.isPresent()
                    && outbox.get().put(position, event);
            queue.add(new Letter(position, event, kept));
            full &= event.type().droppable();
        } else if (!full) {
            full = true;
            LOG.warn(
                    "{} events of the life cycle wait for Kafka: there is room for no more, new ones are lost",
                    queue.lifeCycle());
        }
    }

    /** Waits for the rest to be delivered; less long if nothing ever was, though there was time. */
    @Override
    public void finish() {
        long now = System.nanoTime();
        long patience = delivery.patience().toNanos();
        long sinceStart = started + patience / 2;
        publisher.finishBy(publisher.delivered() > 0 ? now + patience : Math.max(now + patience / 10, sinceStart));
        await();
    }

    @Override
    public synchronized List<String> losses() {
        DeliveryState state = state();
        long missing = state.accepted() - state.delivered();
        List<String> losses = new ArrayList<>();
        publisher.stateLoss().ifPresent(losses::add);
        if (missing == 0) {
            return losses;
        }
        losses.add("%d of %d events did not reach Kafka at %s, topic %s: %s"
                .formatted(
                        missing,
                        state.accepted(),
                        delivery.topic().bootstrapServers(),
                        delivery.topic().name(),
                        publisher.fault().orElse("no broker answered in time")));
        if (state.outbox() > 0) {
            losses.add("%d of these are kept in the outbox %s: the next run with it sends them first"
                    .formatted(state.outbox(), outbox.orElseThrow().folder()));
        }
        if (queue.refused() > 0) {
            losses.add("%d of these found no room among those that waited".formatted(queue.refused()));
        }
        if (state.unwritten() > queue.refused()) {
            losses.add("%d events were kept in memory alone: make room on the disk of the outbox %s"
                    .formatted(
                            state.unwritten() - queue.refused(),
                            outbox.orElseThrow().folder()));
        }
        return losses;
    }

    @Override
    public void close() {
        publisher.finishBy(Math.min(publisher.deadline(), System.nanoTime()));
        await();
    }

    private void await() {
        try {
            thread.join(delivery.patience().plus(Duration.ofSeconds(1)).toMillis() * 2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
