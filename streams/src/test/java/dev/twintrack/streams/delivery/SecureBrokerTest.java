package dev.twintrack.streams.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twintrack.TwintrackException;
import dev.twintrack.streams.EmbeddedBroker;
import dev.twintrack.streams.EventJson;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.KafkaTopic;
import dev.twintrack.streams.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real broker on loopback that speaks TLS alone, under a certificate of its own making, and asks for a login. */
class SecureBrokerTest {

    private static final String STORE_PASSWORD = "store-secret-7";
    private static final String LOGIN_PASSWORD = "login-secret-9";
    private static final String LOGIN =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"cam\" password=\"%s\"";

    @TempDir
    static Path folder;

    private static Path store;
    private static EmbeddedBroker broker;

    @BeforeAll
    static void startBroker() throws Exception {
        store = folder.resolve("store.p12");
        makeCertificate();
        broker = EmbeddedBroker.start(
                folder.resolve("broker"),
                0,
                Map.of(
                        "listener.security.protocol.map",
                        "CLIENTS:SASL_SSL,CONTROLLER:PLAINTEXT",
                        "ssl.keystore.location",
                        store.toString(),
                        "ssl.keystore.password",
                        STORE_PASSWORD,
                        "ssl.keystore.type",
                        "PKCS12",
                        "ssl.truststore.location",
                        store.toString(),
                        "ssl.truststore.password",
                        STORE_PASSWORD,
                        "ssl.truststore.type",
                        "PKCS12",
                        "sasl.enabled.mechanisms",
                        "PLAIN",
                        "sasl.mechanism.inter.broker.protocol",
                        "PLAIN",
                        "listener.name.clients.plain.sasl.jaas.config",
                        LOGIN.formatted(LOGIN_PASSWORD) + " user_cam=\"%s\";".formatted(LOGIN_PASSWORD)));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void eventsGoThroughTlsAndALogin() throws IOException {
        Path config = config(STORE_PASSWORD, LOGIN_PASSWORD);
        KafkaTopic topic =
                KafkaTopic.of(broker.bootstrapServers(), "safe").withClientProperties(ClientProperties.read(config));
        KafkaDelivery delivery =
                KafkaDelivery.to(topic).withStateTopic("safe-states").withPatience(Duration.ofSeconds(60));
        try (KafkaSink sink = KafkaSink.open(delivery)) {
            sink.event(Events.track(EventType.TRACK_STARTED, 0));
            sink.finish();
            assertThat(sink.losses()).isEmpty();
        }
        for (String name : List.of("safe", "safe-states")) {
            assertThat(events(name, config))
                    .isEqualTo(EventJson.write(Events.track(EventType.TRACK_STARTED, 0)) + "\n");
        }
    }

    @Test
    void aWrongLoginIsToldWithoutThePassword() throws IOException {
        Path config = config(STORE_PASSWORD, "wrong-secret-3");
        KafkaTopic topic =
                KafkaTopic.of(broker.bootstrapServers(), "refused").withClientProperties(ClientProperties.read(config));
        try (KafkaSink sink = KafkaSink.open(KafkaDelivery.to(topic).withPatience(Duration.ofSeconds(10)))) {
            sink.event(Events.track(EventType.TRACK_STARTED, 0));
            sink.finish();
            assertThat(sink.losses()).hasSize(1);
            assertThat(sink.losses().get(0)).contains("Authentication failed").doesNotContain("secret");
        }
        assertThat(events("refused", config)).contains("Authentication failed").doesNotContain("secret");
    }

    @Test
    void aWrongKeyToTheStoreIsAFaultBeforeAnythingStarts() throws IOException {
        KafkaTopic topic = KafkaTopic.of(broker.bootstrapServers(), "refused")
                .withClientProperties(ClientProperties.read(config("wrong-secret-4", LOGIN_PASSWORD)));
        assertThatThrownBy(() -> KafkaSink.open(KafkaDelivery.to(topic)))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining(store.toString())
                .hasMessageNotContaining("secret");
        assertThat(topic.toString()).contains("sasl.jaas.config").doesNotContain("secret");
    }

    /** What the verb prints, wherever. */
    private static String events(String topic, Path config) {
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said);
        Main.run(
                new String[] {
                    "events",
                    "--kafka",
                    broker.bootstrapServers(),
                    "--topic",
                    topic,
                    "--from-beginning",
                    "--count",
                    "1",
                    "--kafka-config",
                    config.toString()
                },
                writer,
                writer);
        return said.toString();
    }

    private static Path config(String storePassword, String loginPassword) throws IOException {
        Path file = folder.resolve("client.properties");
        return Files.write(
                file,
                List.of(
                        "# as for Kafka's own tools",
                        "security.protocol=SASL_SSL",
                        "ssl.truststore.type=PKCS12",
                        "ssl.truststore.location=" + store,
                        "ssl.truststore.password=" + storePassword,
                        "sasl.mechanism=PLAIN",
                        "sasl.jaas.config=" + LOGIN.formatted(loginPassword) + ";"));
    }

    private static void makeCertificate() throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "broker",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=broker",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-ext",
                        "BC=ca:true",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        STORE_PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.txt").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
    }
}
