package dev.twintrack.streams.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.Box;
import dev.twintrack.Status;
import dev.twintrack.streams.EmbeddedBroker;
import dev.twintrack.streams.EventJson;
import dev.twintrack.streams.EventReader;
import dev.twintrack.streams.EventSchema;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.FrameStamp;
import dev.twintrack.streams.KafkaTopic;
import dev.twintrack.streams.Sink;
import dev.twintrack.streams.StreamEvent;
import dev.twintrack.streams.TrackEvent;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way into Kafka, with a real broker that is there, not there, late, or gone for a while. */
class KafkaSinkTest {

    private static final FrameStamp AT =
            new FrameStamp(0, Duration.ZERO, Instant.now().truncatedTo(ChronoUnit.MILLIS), 640, 480);

    @TempDir
    Path folder;

    @Test
    void everyEventArrivesOnceInOrderWithItsHeaders() {
        EventSchema schema = EventSchema.load();
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            KafkaTopic topic = KafkaTopic.of(broker.bootstrapServers(), "events");
            try (Sink sink = patient(topic, Duration.ofSeconds(120))) {
                sink.event(stream(EventType.STREAM_STARTED, 0));
                for (int i = 0; i < 500; i++) {
                    sink.event(update(i));
                }
                sink.event(stream(EventType.STREAM_ENDED, 1));
                sink.finish();
                assertThat(sink.losses()).isEmpty();
            }
            List<ConsumerRecord<String, String>> records = EventReader.untilEnd(topic, "gate");
            assertThat(records).hasSize(502);
            for (int i = 0; i < 500; i++) {
                ConsumerRecord<String, String> record = records.get(i + 1);
                assertThat(EventJson.read(record.value())).isEqualTo(update(i));
                assertThat(schema.faults(record.value())).isEmpty();
                assertThat(record.key()).isEqualTo("gate");
                assertThat(record.timestamp()).isEqualTo(AT.captureTime().toEpochMilli());
                assertThat(EventReader.header(record, "ce_id")).isEqualTo("gate/1/" + i);
            }
        }
    }

    @Test
    void withoutABrokerNothingWaitsAndTheLossIsCounted() throws Exception {
        int port = freePort();
        KafkaTopic nowhere = KafkaTopic.of("127.0.0.1:" + port, "events");
        try (Sink sink = patient(nowhere, Duration.ofMillis(500))) {
            for (int i = 0; i < 50; i++) {
                sink.event(update(i));
            }
            sink.finish();
            assertThat(sink.losses()).hasSize(1);
            assertThat(sink.losses().get(0)).contains("50 of 50 events", "127.0.0.1:" + port);
        }
    }

    @Test
    void whatComesBeforeTheBrokerIsDeliveredWhenItIsThere() throws Exception {
        int port = freePort();
        KafkaTopic topic = KafkaTopic.of("127.0.0.1:" + port, "events");
        try (Sink sink = patient(topic, Duration.ofSeconds(120))) {
            sink.event(stream(EventType.STREAM_STARTED, 0));
            sink.event(update(0));
            try (EmbeddedBroker broker = EmbeddedBroker.start(folder, port)) {
                assertThat(broker.bootstrapServers()).isEqualTo(topic.bootstrapServers());
                sink.event(stream(EventType.STREAM_ENDED, 1));
                sink.finish();
                assertThat(sink.losses()).isEmpty();
                assertThat(EventReader.untilEnd(topic, "gate"))
                        .extracting(record -> EventJson.read(record.value()).type())
                        .containsExactly(EventType.STREAM_STARTED, EventType.TRACK_UPDATED, EventType.STREAM_ENDED);
            }
        }
    }

    @Test
    void nothingIsLostOverARestartOfTheBroker() {
        EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
        KafkaTopic topic = KafkaTopic.of(broker.bootstrapServers(), "events");
        int port = Integer.parseInt(broker.bootstrapServers().replaceFirst(".*:", ""));
        try (Sink sink = patient(topic, Duration.ofSeconds(120))) {
            sink.event(stream(EventType.STREAM_STARTED, 0));
            broker.close();
            sink.event(update(0));
            broker = EmbeddedBroker.start(folder, port);
            sink.event(stream(EventType.STREAM_ENDED, 1));
            sink.finish();
            assertThat(sink.losses()).isEmpty();
            assertThat(EventReader.untilEnd(topic, "gate")).hasSize(3);
        } finally {
            broker.close();
        }
    }

    private static Sink patient(KafkaTopic topic, Duration patience) {
        return Sink.toKafka(KafkaDelivery.to(topic).withPatience(patience));
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static StreamEvent stream(EventType type, long sequence) {
        return new StreamEvent("gate", type, sequence, AT, Optional.empty(), OptionalLong.empty());
    }

    private static TrackEvent update(long sequence) {
        return new TrackEvent(
                "gate",
                "1",
                EventType.TRACK_UPDATED,
                Status.TRACKING,
                sequence,
                AT,
                Optional.of(new Box(1, 2, 3, 4)),
                0.5,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
