package dev.twintrack.streams.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twintrack.Box;
import dev.twintrack.TwintrackException;
import dev.twintrack.streams.page.PageAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeConfigTest {

    private static final String SMALL = """
            kafka: {servers: "localhost:9092"}
            streams:
              - id: gate
                address: clip.mp4
                targets:
                  - box: 1,2,3,4
              - id: 7
                address: camera:0
                targets:
                  - {box: {x: 1, y: 2.5, width: 3, height: 4}, label: van}
            """;

    @Test
    void theExampleInTheDocsIsRead() {
        ServeConfig config = ServeConfig.read(Path.of("..", "docs", "serve.example.yaml"));
        assertThat(config.streams()).extracting(StreamConfig::id).containsExactly("gate", "loading-bay", "rehearsal");
        assertThat(config.streams().get(0).targets())
                .containsExactly(
                        new TargetConfig(
                                new Box(412, 180, 64, 120), Optional.of("visitor"), Optional.of("the visitor")),
                        new TargetConfig(new Box(40, 220, 120, 80), Optional.empty(), Optional.empty()));
        assertThat(config.streams().get(2).asLive()).isTrue();
        assertThat(config.streams().get(2).maxFrames()).hasValue(500);
        assertThat(config.streams().get(0).readTimeout()).contains(Duration.ofSeconds(10));
        assertThat(config.kafka()).contains(KafkaConfig.at("localhost:9092"));
        assertThat(config.page()).contains(new PageAddress("localhost", 8080));
        assertThat(config.tracker().threads()).isEqualTo(2);
    }

    @Test
    void settingsOfKafkasClientsAreCheckedAsTheOptionChecksThem(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("client.properties"), "sasl.jaas.konfig=secret");
        KafkaConfig kafka = ServeConfig.parse(
                        "kafka: {servers: \"localhost:9092\", clientConfig: '%s'}".formatted(file), "serve.yaml")
                .kafka()
                .orElseThrow();
        assertThatThrownBy(kafka::delivery)
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("sasl.jaas.konfig, which is no setting")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aNumberServesAsAName() {
        ServeConfig config = ServeConfig.parse(SMALL, "serve.yaml");
        assertThat(config.streams().get(1).id()).isEqualTo("7");
        assertThat(config.streams().get(1).targets().get(0).box()).isEqualTo(new Box(1, 2.5, 3, 4));
    }

    @Test
    void anEmptyFileServesNothing() {
        assertThat(ServeConfig.parse("# nothing yet", "serve.yaml").streams()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "address: clip  | adress: clip     | there is no key 'streams[0].adress': did you mean 'address'?",
                "streams:       | steams:          | there is no key 'steams': did you mean 'streams'?",
                "label: van     | labl: van        | there is no key 'streams[1].targets[0].labl': did you mean 'label'?",
                "box: 1,2,3,4   | box: 1,2,3       | streams[0].targets[0].box: box '1,2,3' is not X,Y,W,H",
                "box: 1,2,3,4   | box: 1,2,-3,4    | streams[0].targets[0].box: box 1.0,2.0,-3.0,4.0 has a negative side",
                "height: 4      | tall: 4          | key 'streams[1].targets[0].box.height' is missing",
                "- id: gate     | - label: gate    | key 'streams[0].id' is missing",
                "id: 7          | id: gate         | two streams are called 'gate'",
                "id: 7          | id: a/b          | 'a/b'",
                "id: 7          | id: [7]          | streams[1].id: [7] is no text",
                "localhost:9092 | localhost        | Kafka address 'localhost' is not HOST:PORT",
                "clip.mp4       | {}               | streams[0].address: {} is no text",
                "streams:       | streams: 4       | is not YAML in line",
                "kafka: {       | page: 99999 #    | port 99999",
                "kafka: {       | page: here #     | page: 'here' is no address to listen on",
                "kafka: {       | tracker: 3 #     | tracker: 3 is no mapping",
                "kafka: {       | tracker: {device: tpu} #  | tracker.device: there is no 'tpu': give cpu or gpu",
                "kafka: {       | tracker: {threads: -1} #  | tracker.threads: -1 is no whole number of 0 or more",
                "address: clip  | readTimeout: 10, address: clip | is not YAML in line",
            })
    void whatDoesNotServeIsNamed(String from, String to, String words) {
        String changed = SMALL.replace(from, to);
        assertThat(changed).isNotEqualTo(SMALL);
        assertThatThrownBy(() -> ServeConfig.parse(changed, "serve.yaml"))
                .isInstanceOf(TwintrackException.class)
                .hasMessageStartingWith("serve.yaml")
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource({"10s, 10000", "500ms, 500", "2m, 120000", "1.5s, 1500"})
    void timesHaveTheirUnits(String written, long millis) {
        String text = SMALL.replace("address: clip", "readTimeout: " + written + "\n    address: clip");
        assertThat(ServeConfig.parse(text, "serve.yaml").streams().get(0).readTimeout())
                .contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"10", "0s", "-3s", "fast", "10h"})
    void aTimeWithoutAUnitIsAFault(String written) {
        String text = SMALL.replace("address: clip", "readTimeout: " + written + "\n    address: clip");
        assertThatThrownBy(() -> ServeConfig.parse(text, "serve.yaml"))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("readTimeout");
    }

    @Test
    void twoStreamsDoNotWriteIntoOneFile() {
        String outputs = SMALL.replace("targets:", "outputs: [a.jsonl]\n    targets:");
        assertThatThrownBy(() -> ServeConfig.parse(outputs, "serve.yaml"))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("a.jsonl");
    }

    @Test
    void randomDamageIsReadOrRefusedInWords() {
        Random random = new Random(7);
        for (int i = 0; i < 600; i++) {
            StringBuilder text = new StringBuilder(SMALL);
            for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
                int at = random.nextInt(text.length());
                if (random.nextBoolean()) {
                    text.deleteCharAt(at);
                } else {
                    text.setCharAt(
                            at, (char) (random.nextInt(8) == 0 ? random.nextInt(0x3000) : 32 + random.nextInt(95)));
                }
            }
            try {
                ServeConfig.parse(text.toString(), "serve.yaml");
            } catch (TwintrackException e) {
                assertThat(e).hasMessageStartingWith("serve.yaml");
            }
        }
    }
}
