package dev.twintrack.streams.track;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.streams.Clip;
import dev.twintrack.streams.EmbeddedBroker;
import dev.twintrack.streams.EventReader;
import dev.twintrack.streams.KafkaTopic;
import dev.twintrack.streams.Main;
import dev.twintrack.streams.delivery.Encoding;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code track --outbox} from the command line on: one run without a broker, the next with one. */
class TrackOutboxTest {

    @TempDir
    Path folder;

    private final StringWriter err = new StringWriter();

    @Test
    void theNextRunDeliversWhatTheLastCouldNot() throws IOException {
        String clip = Clip.write(folder.resolve("clip.mp4"), 5).toString();
        String outbox = folder.resolve("outbox").toString();
        int port = freePort();
        String servers = "127.0.0.1:" + port;
        assertThat(run("track", clip, "--box", "20,40,24,24", "--stream", "a", "--kafka", servers, "--outbox", outbox))
                .isEqualTo(TrackVerb.LOSSES);
        assertThat(err.toString())
                .contains("8 of 8 events did not reach Kafka")
                .contains("4 of these are kept in the outbox " + outbox);

        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), port)) {
            assertThat(run(
                            "track",
                            clip,
                            "--box",
                            "20,40,24,24",
                            "--stream",
                            "b",
                            "--kafka",
                            broker.bootstrapServers(),
                            "--outbox",
                            outbox,
                            "--encoding",
                            "protobuf",
                            "--state-topic",
                            "states"))
                    .as(err.toString())
                    .isZero();
            List<ConsumerRecord<String, byte[]>> records = EventReader.all(KafkaTopic.of(servers, "track-events"));
            assertThat(records)
                    .extracting(record -> EventReader.header(record, "ce_id"))
                    .filteredOn(id -> id.startsWith("a/"))
                    .containsExactly("a//0", "a/1/0", "a/1/5", "a//1");
            assertThat(records)
                    .filteredOn(record -> record.key().equals("b"))
                    .hasSize(8)
                    .allMatch(record -> Encoding.of(record.headers()) == Encoding.PROTOBUF);
            assertThat(EventReader.all(KafkaTopic.of(servers, "states")))
                    .filteredOn(record -> record.value() == null)
                    .extracting(ConsumerRecord::key)
                    .containsExactlyInAnyOrder("a/1", "b/1");
        }
    }

    private int run(String... args) {
        return Main.run(args, new PrintWriter(new StringWriter(), true), new PrintWriter(err, true));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
