package dev.twintrack.streams.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twintrack.streams.EmbeddedBroker;
import dev.twintrack.streams.Event;
import dev.twintrack.streams.EventJson;
import dev.twintrack.streams.EventReader;
import dev.twintrack.streams.EventSchema;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.KafkaTopic;
import dev.twintrack.streams.StreamEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker that goes away and comes back while events go on, for longer than updates can be kept. */
class OutageTest {

    private static final int UPDATES = 5_000;

    @TempDir
    Path folder;

    @Test
    void lifeCycleArrivesWholeAndInOrderAndEveryHoleIsReportedWhereItIs() {
        EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        KafkaTopic topic = KafkaTopic.of(broker.bootstrapServers(), "events");
        KafkaDelivery delivery =
                KafkaDelivery.to(topic).withOutbox(folder.resolve("outbox")).withPatience(Duration.ofSeconds(90));
        try (KafkaSink sink = KafkaSink.open(delivery, new EventQueue(100, 1_000), KafkaProducer::new)) {
            sink.event(Events.stream(EventType.STREAM_STARTED, 0));
            sink.event(Events.track(EventType.TRACK_STARTED, 0));
            await().atMost(Duration.ofSeconds(90)).until(() -> sink.state().delivered() == 2);
            broker.close();
            for (int i = 1; i <= UPDATES; i++) {
                sink.event(Events.track(type(i), i));
            }
            await().atMost(Duration.ofSeconds(90)).until(() -> !sink.state().reachable());
            assertThat(sink.state().thinned()).isPositive();
            assertThat(sink.state().outbox()).isEqualTo(UPDATES / 50);
            broker = EmbeddedBroker.start(folder.resolve("broker"), Ports.of(broker.bootstrapServers()));
            sink.event(Events.track(EventType.TRACK_ENDED, UPDATES + 1));
            sink.event(Events.stream(EventType.STREAM_ENDED, 1));
            sink.finish();
            assertThat(sink.state().outbox()).isZero();
            assertThat(sink.state().reachable()).isTrue();
            assertThat(sink.losses()).hasSize(1);
            assertThat(sink.losses().get(0)).startsWith(sink.state().thinned() + " of ");
            assertWhole(EventReader.untilEnd(topic, "gate").stream()
                    .map(record -> record.value())
                    .toList());
        } finally {
            broker.close();
        }
    }

    /** Now and then the target is lost and found again. */
    private static EventType type(int sequence) {
        return sequence % 100 == 0
                ? EventType.TRACK_LOST
                : sequence % 100 == 50 ? EventType.TRACK_RECOVERED : EventType.TRACK_UPDATED;
    }

    private static void assertWhole(List<String> lines) {
        EventSchema schema = EventSchema.load();
        long next = 0;
        long lifeCycle = 0;
        List<StreamEvent> gaps = new ArrayList<>();
        for (String line : lines) {
            assertThat(schema.faults(line)).as(line).isEmpty();
            Event event = EventJson.read(line);
            if (event instanceof StreamEvent own) {
                if (own.type() == EventType.STREAM_GAP) {
                    gaps.add(own);
                }
                continue;
            }
            long missing =
                    gaps.stream().mapToLong(gap -> gap.missed().orElseThrow()).sum();
            assertThat(event.sequence()).as("after " + gaps).isEqualTo(next + missing);
            next = event.sequence() + 1;
            lifeCycle += event.type().droppable() ? 0 : 1;
            gaps.clear();
        }
        assertThat(next).isEqualTo(UPDATES + 2);
        assertThat(lifeCycle).isEqualTo(UPDATES / 50 + 2);
    }

    /** A fake, since no real broker can be made to hold a producer for ever. */
    @Test
    @Timeout(120)
    void nobodyWhoTellsAnEventEverWaitsForTheProducer() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        KafkaDelivery delivery = KafkaDelivery.to(KafkaTopic.of("127.0.0.1:1", "events"))
                .withOutbox(folder.resolve("outbox"))
                .withPatience(Duration.ofMillis(100));
        EventQueue queue = new EventQueue(1_000, 10_000);
        try (KafkaSink sink = KafkaSink.open(delivery, queue, settings -> stuck(held, release))) {
            sink.event(Events.stream(EventType.STREAM_STARTED, 0));
            assertThat(held.await(60, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 20_000; i++) {
                sink.event(Events.track(type(i), i));
            }
            assertThat(held.getCount()).isZero();
            assertThat(sink.state().delivered()).isZero();
            assertThat(sink.state().waiting()).isEqualTo(1_000 + 20_000 / 50);
            assertThat(sink.state().outbox()).isEqualTo(1 + 20_000 / 50);
            release.countDown();
        }
    }

    @Test
    @Timeout(120)
    void lifeCycleThatFindsNoRoomIsCountedAndReportedAsAGap() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        KafkaDelivery delivery = KafkaDelivery.to(KafkaTopic.of("127.0.0.1:1", "events"))
                .withOutbox(folder.resolve("outbox"))
                .withPatience(Duration.ofSeconds(60));
        MockProducer<String, byte[]> producer = stuck(held, release);
        try (KafkaSink sink = KafkaSink.open(delivery, new EventQueue(10, 5), settings -> producer)) {
            sink.event(Events.track(EventType.TRACK_STARTED, 0));
            assertThat(held.await(60, TimeUnit.SECONDS)).isTrue();
            for (int i = 1; i <= 8; i++) {
                sink.event(Events.track(EventType.TRACK_LOST, i));
            }
            assertThat(sink.state().unwritten()).isEqualTo(3);
            assertThat(sink.state().outbox()).isEqualTo(6);
            release.countDown();
            await().atMost(Duration.ofSeconds(60)).until(() -> sink.state().delivered() == 6);
            sink.event(Events.track(EventType.TRACK_ENDED, 9));
            sink.finish();
            assertThat(sink.losses()).hasSize(2);
            assertThat(sink.losses().get(0)).startsWith("3 of 10 events");
            assertThat(sink.losses().get(1)).startsWith("3 of these found no room");
            assertThat(producer.history().stream()
                            .map(record -> Encoding.JSON.read(record.value()).id()))
                    .containsExactly(
                            "gate/1/0",
                            "gate/1/1",
                            "gate/1/2",
                            "gate/1/3",
                            "gate/1/4",
                            "gate/1/5",
                            "gate//0.1",
                            "gate/1/9");
        }
    }

    /** A fake takes the events, so that of all things the topic of states is out of reach. */
    @Test
    void statesThatDidNotArriveAreALossToo() {
        KafkaDelivery delivery = KafkaDelivery.to(KafkaTopic.of("127.0.0.1:" + Ports.free(), "events"))
                .withStateTopic("states")
                .withPatience(Duration.ofMillis(500));
        try (KafkaSink sink = KafkaSink.open(
                delivery,
                new EventQueue(10, 10),
                settings -> new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer()))) {
            sink.event(Events.track(EventType.TRACK_STARTED, 0));
            sink.event(Events.update(1));
            await().atMost(Duration.ofSeconds(60)).until(() -> sink.state().delivered() == 2);
            sink.finish();
            assertThat(sink.losses()).hasSize(1);
            assertThat(sink.losses().get(0)).contains("the latest state of 1 tracks", "topic states");
        }
    }

    private static MockProducer<String, byte[]> stuck(CountDownLatch held, CountDownLatch release) {
        return new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer()) {
            @Override
            public Future<RecordMetadata> send(ProducerRecord<String, byte[]> record, Callback callback) {
                held.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return super.send(record, callback);
            }
        };
    }
}
