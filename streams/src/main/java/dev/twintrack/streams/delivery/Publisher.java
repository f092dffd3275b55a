package dev.twintrack.streams.delivery;

import dev.twintrack.streams.Event;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * The thread that takes letters from the queue to the broker, in their order, as long as it takes. The producer itself
 * never gives a record up, so that none overtakes another; what it refuses comes back into the queue, and what the broker
 * has acknowledged leaves the outbox.
 */
final class Publisher implements Runnable {

    private static final int MOST_IN_FLIGHT = 1_000;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final KafkaDelivery delivery;
    private final EventQueue queue;
    private final Optional<TendedOutbox> outbox;
    private final Function<Map<String, Object>, Producer<String, byte[]>> connecting;
    private final Optional<StateTopic> states;
    private final Reach reach;
    private final Semaphore inFlight = new Semaphore(MOST_IN_FLIGHT);
    private final AtomicLong delivered = new AtomicLong();
    private final Set<Long> halfway = ConcurrentHashMap.newKeySet();
    private volatile long deadline = Long.MAX_VALUE;
    private volatile boolean finishing;
    private volatile boolean pausing;
    private volatile boolean closing;
    private volatile Optional<String> fault = Optional.empty();

    Publisher(
            KafkaDelivery delivery,
            EventQueue queue,
            Optional<TendedOutbox> outbox,
            Function<Map<String, Object>, Producer<String, byte[]>> connecting) {
        this.delivery = delivery;
        this.queue = queue;
        this.outbox = outbox;
        this.connecting = connecting;
        this.states = delivery.stateTopic().map(name -> new StateTopic(delivery, name, this::settleState));
        this.reach = new Reach(delivery.topic());
    }

    /** Nothing more will come; what is there is delivered, until a deadline of {@link System#nanoTime}. */
    void finishBy(long newDeadline) {
        deadline = newDeadline;
        finishing = true;
    }

    long deadline() {
        return deadline;
    }

    /** Accepted events that the broker has acknowledged. */
    long delivered() {
        return delivered.get();
    }

    /** What went wrong last, without secrets. */
    Optional<String> fault() {
        return fault;
    }

    /** What did not arrive on the topic of states, in words. */
    Optional<String> stateLoss() {
        return states.flatMap(StateTopic::loss);
    }

    boolean reachable() {
        return reach.reachable();
    }

    @Override
    public void run() {
        try {
            while (!over()) {
                publish();
            }
        } finally {
            states.ifPresent(StateTopic::close);
            outbox.ifPresent(TendedOutbox::close);
        }
    }

    private void publish() {
        Producer<String, byte[]> producer = null;
        Duration grace = Duration.ZERO;
        try {
            closing = false;
            producer = connecting.apply(ProducerSettings.of(delivery.topic()));
            while (!over()) {
                step(producer);
            }
            grace = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
        } catch (RuntimeException e) {
            failed(e);
            LockSupport.parkNanos(PAUSE.toNanos());
        } finally {
            closing = true;
            if (producer != null) {
                producer.close(grace);
            }
        }
    }

    private void step(Producer<String, byte[]> producer) {
        queue.take(POLL).ifPresent(letter -> send(producer, letter));
        states.ifPresent(topic -> topic.tend(producer, this::over));
        outbox.ifPresent(TendedOutbox::tend);
        reach.look(queue.size() + MOST_IN_FLIGHT - inFlight.availablePermits(), fault);
        if (pausing) {
            pausing = false;
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private boolean over() {
        return finishing && (done() || late());
    }

    private boolean done() {
        return queue.size() == 0
                && inFlight.availablePermits() == MOST_IN_FLIGHT
                && states.map(StateTopic::idle).orElse(true);
    }

    private boolean late() {
        return System.nanoTime() - deadline >= 0;
    }

    private void send(Producer<String, byte[]> producer, Letter letter) {
        if (!mayFly()) {
            queue.giveBack(letter);
            return;
        }
        reach.asked();
        try {
            producer.send(record(letter.event()), (metadata, e) -> settle(letter, e));
        } catch (RuntimeException e) {
            queue.giveBack(letter);
            inFlight.release();
            throw e;
        }
        states.ifPresent(topic -> topic.note(letter));
    }

    private boolean mayFly() {
        try {
            while (!inFlight.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                outbox.ifPresent(TendedOutbox::tend);
                reach.look(queue.size() + MOST_IN_FLIGHT - inFlight.availablePermits(), fault);
                if (finishing && late()) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** On the producer's own thread, or on ours when it refuses at once. */
    private void settle(Letter letter, Exception e) {
        if (e == null) {
            if (!letter.inserted()) {
                delivered.incrementAndGet();
            }
            forget(letter);
            reach.answered(inFlight.availablePermits() < MOST_IN_FLIGHT - 1);
        } else if (e instanceof RecordTooLargeException) {
            failed(e);
            forget(letter);
        } else {
            if (!(e instanceof RetriableException)) {
                failed(e);
                pausing = true;
            }
            queue.giveBack(letter);
        }
        inFlight.release();
    }

    /** The broker has the state that came with an event. */
    private void settleState(Letter letter) {
        forget(letter);
    }

    /** The end of a track stays in the outbox until its event and its tombstone have both arrived. */
    private void forget(Letter letter) {
        boolean twofold = states.isPresent() && StateTopic.isEnd(letter.event());
        if (letter.kept() && (!twofold || !halfway.add(letter.position()))) {
            halfway.remove(letter.position());
            outbox.orElseThrow().remove(letter.position());
        }
    }

    private void failed(Exception e) {
        if (!closing) {
            fault = Optional.of(delivery.topic().words(e));
        }
    }

    private ProducerRecord<String, byte[]> record(Event event) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                delivery.topic().name(),
                null,
                event.at().captureTime().toEpochMilli(),
                event.stream(),
                delivery.encoding().write(event));
        delivery.encoding().headers(event).forEach((name, value) -> record.headers()
                .add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }
}
