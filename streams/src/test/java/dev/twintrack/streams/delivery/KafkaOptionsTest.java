package dev.twintrack.streams.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twintrack.TwintrackException;
import dev.twintrack.streams.KafkaTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class KafkaOptionsTest {

    @TempDir
    Path folder;

    @Test
    void withoutABrokerNothingIsDelivered() {
        assertThat(delivery()).isEmpty();
    }

    @Test
    void aBrokerAloneIsEnough() {
        assertThat(delivery("--kafka", "h:1")).hasValue(KafkaDelivery.to(KafkaTopic.of("h:1", "track-events")));
        assertThat(delivery("--kafka", "embedded"))
                .hasValue(KafkaDelivery.to(KafkaTopic.of("inside:9", "track-events"))
                        .withPatience(Duration.ofSeconds(60)));
    }

    @Test
    void everythingCanBeChosen() throws IOException {
        Path config = Files.writeString(folder.resolve("c"), "security.protocol = SSL \nssl.key.password=k\n");
        KafkaDelivery delivery = delivery(
                        "--kafka",
                        "h:1",
                        "--topic",
                        "t",
                        "--encoding",
                        "protobuf",
                        "--outbox",
                        "box",
                        "--state-topic",
                        "s",
                        "--kafka-config",
                        config.toString())
                .orElseThrow();
        assertThat(delivery.topic().name()).isEqualTo("t");
        assertThat(delivery.topic().clientProperties())
                .containsEntry("security.protocol", "SSL")
                .containsEntry("ssl.key.password", "k");
        assertThat(delivery.encoding()).isEqualTo(Encoding.PROTOBUF);
        assertThat(delivery.outbox()).hasValue(Path.of("box"));
        assertThat(delivery.stateTopic()).hasValue("s");
        assertThat(delivery.toString()).contains("ssl.key.password").doesNotContain("=k");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--outbox box | --kafka",
                "--state-topic s | --kafka",
                "--kafka h:1 --state-topic track-events | name another",
                "--kafka h:1 --state-topic a/b | no name for Kafka",
                "--kafka h:1 --kafka-config missing | cannot read missing",
            })
    void whatDoesNotGoTogetherIsAFaultWithItsMend(String args, String words) {
        assertThatThrownBy(() -> delivery(args.split(" ")))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ssl.truststore.pasword=hush | sets ssl.truststore.pasword, which is no setting",
                "acks=hush | sets acks, which Twintrack sets itself",
                "bootstrap.servers=hush | sets bootstrap.servers",
                "a=\\uhush | cannot read",
            })
    void aWrongSettingIsNamedAndItsValueIsNot(String line, String words) throws IOException {
        Path config = Files.writeString(folder.resolve("client.properties"), line);
        assertThatThrownBy(() -> delivery("--kafka", "h:1", "--kafka-config", config.toString()))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining(config + "")
                .hasMessageContaining(words)
                .hasMessageNotContaining("hush");
    }

    private static Optional<KafkaDelivery> delivery(String... args) {
        KafkaOptions options = new KafkaOptions();
        new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(args);
        return options.delivery(() -> "inside:9");
    }
}
