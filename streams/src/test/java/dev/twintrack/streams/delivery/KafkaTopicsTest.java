package dev.twintrack.streams.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.streams.EmbeddedBroker;
import dev.twintrack.streams.Event;
import dev.twintrack.streams.EventJson;
import dev.twintrack.streams.EventReader;
import dev.twintrack.streams.EventSchema;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.KafkaTopic;
import dev.twintrack.streams.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others find on the topics of a real broker. */
class KafkaTopicsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(folder, 0);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void javaConsumersAndTheCommandLineReadBothEncodingsFromOneTopic() {
        KafkaTopic topic = KafkaTopic.of(broker.bootstrapServers(), "mixed");
        List<Event> told = new ArrayList<>();
        for (Encoding encoding : Encoding.values()) {
            try (KafkaSink sink = KafkaSink.open(
                    KafkaDelivery.to(topic).withEncoding(encoding).withPatience(PATIENCE))) {
                for (int i = 0; i < 20; i++) {
                    Event event = Events.track(EventType.TRACK_LOST, told.size());
                    sink.event(event);
                    told.add(event);
                }
                sink.finish();
                assertThat(sink.losses()).isEmpty();
            }
        }
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", topic.bootstrapServers(), "group.id", "others", "auto.offset.reset", "earliest");
        List<Event> read = new ArrayList<>();
        try (KafkaConsumer<String, Event> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new TrackEventSerde().deserializer())) {
            consumer.subscribe(List.of("mixed"));
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (read.size() < told.size() && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> read.add(record.value()));
            }
        }
        assertThat(read).isEqualTo(told);

        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] verb = {
            "events", "--kafka", topic.bootstrapServers(), "--topic", "mixed", "--from-beginning", "--count", "40"
        };
        assertThat(Main.run(verb, new PrintWriter(out), new PrintWriter(err)))
                .as(err.toString())
                .isZero();
        EventSchema schema = EventSchema.load();
        assertThat(out.toString().lines())
                .containsExactlyElementsOf(told.stream().map(EventJson::write).toList())
                .allMatch(line -> schema.faults(line).isEmpty());
    }

    @Test
    void theTopicOfStatesIsCompactedAndHasTheLastWordOnEachTrack() throws Exception {
        KafkaTopic topic = KafkaTopic.of(broker.bootstrapServers(), "happening");
        KafkaDelivery delivery = KafkaDelivery.to(topic)
                .withStateTopic("now")
                .withOutbox(folder.resolve("outbox"))
                .withPatience(PATIENCE);
        try (KafkaSink sink = KafkaSink.open(delivery)) {
            sink.event(Events.stream(EventType.STREAM_STARTED, 0));
            sink.event(Events.track("1", EventType.TRACK_STARTED, 0));
            sink.event(Events.track("2", EventType.TRACK_STARTED, 0));
            for (int i = 1; i <= 500; i++) {
                sink.event(Events.track("1", EventType.TRACK_UPDATED, i));
                sink.event(Events.track("2", EventType.TRACK_UPDATED, i));
            }
            sink.event(Events.track("2", EventType.TRACK_ENDED, 501));
            sink.finish();
            assertThat(sink.losses()).isEmpty();
            assertThat(sink.state().outbox())
                    .as("nothing waits for its tombstone")
                    .isZero();
        }
        List<ConsumerRecord<String, byte[]>> states = EventReader.all(KafkaTopic.of(topic.bootstrapServers(), "now"));
        Map<String, byte[]> last = new HashMap<>();
        states.forEach(record -> last.put(record.key(), record.value()));
        assertThat(last.keySet()).isEqualTo(Set.of("gate/1", "gate/2"));
        assertThat(Encoding.JSON.read(last.get("gate/1"))).isEqualTo(Events.update(500));
        assertThat(last.get("gate/2")).as("a tombstone").isNull();
        assertThat(states).as("updates replace each other on the way").hasSizeLessThan(500);
        ConfigResource there = new ConfigResource(ConfigResource.Type.TOPIC, "now");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", topic.bootstrapServers()))) {
            assertThat(admin.describeConfigs(List.of(there))
                            .all()
                            .get()
                            .get(there)
                            .get("cleanup.policy")
                            .value())
                    .isEqualTo("compact");
        }
    }
}
