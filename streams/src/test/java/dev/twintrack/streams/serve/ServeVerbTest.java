package dev.twintrack.streams.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.streams.Clip;
import dev.twintrack.streams.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code twintrack serve} as it is typed. */
class ServeVerbTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void twoFilesAreServedToTheirEndsAndTheirEventsReachTheEmbeddedBroker() throws IOException {
        Path clip = Clip.write(folder.resolve("clip.mp4"), 10);
        Path events = folder.resolve("events.jsonl");
        Path config = config("""
                tracker: {threads: 1}
                streams:
                  - {id: a, address: "%s", outputs: ["%s"], targets: [{box: "20,40,24,24"}]}
                  - {id: b, address: "%s"}
                """.formatted(clip, events, clip));
        assertThat(run("serve", "--config", config.toString(), "--kafka", "embedded", "--once"))
                .as(err.toString())
                .isZero();
        assertThat(Files.readAllLines(events)).hasSize(10 + 3);
        assertThat(err.toString())
                .contains("stream a ended: end of stream", "stream b ended: end of stream", "publishing to Kafka at");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aFaultInTheFileIsOneLine() throws IOException {
        assertThat(run("serve", "--config", config("stream: []").toString())).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).contains("did you mean 'streams'?");
    }

    @Test
    void aFileThatIsNotThereIsOneLine() {
        assertThat(run("serve", "--config", folder.resolve("no.yaml").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("no.yaml");
    }

    private Path config(String text) throws IOException {
        return Files.writeString(folder.resolve("serve.yaml"), text);
    }

    private int run(String... args) {
        return Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
