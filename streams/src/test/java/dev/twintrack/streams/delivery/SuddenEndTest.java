package dev.twintrack.streams.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.streams.EmbeddedBroker;
import dev.twintrack.streams.EventReader;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.KafkaTopic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes of their own, killed with no chance to clean up, and a real broker. */
class SuddenEndTest {

    @TempDir
    Path folder;

    @Test
    void whatAKilledProcessHadAcceptedIsSentFirstByTheNextUnderItsOldIds() throws Exception {
        Path outbox = folder.resolve("outbox");
        int port = Ports.free();
        KafkaTopic topic = KafkaTopic.of("127.0.0.1:" + port, "events");
        List<String> away = Accepting.killedAfter(150, topic.bootstrapServers(), "events", outbox, 0);
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), port)) {
            assertThat(broker.bootstrapServers()).isEqualTo(topic.bootstrapServers());
            List<String> there = Accepting.killedAfter(150, topic.bootstrapServers(), "events", outbox, 10_000);
            KafkaDelivery delivery = KafkaDelivery.to(topic).withOutbox(outbox).withPatience(Duration.ofSeconds(60));
            try (KafkaSink sink = KafkaSink.open(delivery)) {
                sink.event(Events.track(EventType.TRACK_ENDED, 20_000));
                sink.finish();
                assertThat(sink.losses()).isEmpty();
                assertThat(sink.state().outbox()).isZero();
            }
            List<String> ids = EventReader.all(topic).stream()
                    .map(record -> EventReader.header(record, "ce_id"))
                    .distinct()
                    .toList();
            assertThat(ids).containsSubsequence(away).containsSubsequence(there).endsWith("gate/1/20000");
            assertThat(ids.stream().map(id -> Long.parseLong(id.replaceFirst(".*/", ""))))
                    .as("in order, where what came twice is dropped by its id")
                    .isSorted();
        }
    }
}
