package dev.twintrack.streams.delivery;

import dev.twintrack.TwintrackException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** A file of standard settings of Kafka's clients, such as its own tools take with {@code --command-config}. */
public final class ClientProperties {

    /** What holds the promises about delivery, and what the command line says itself. */
    private static final Set<String> OURS = Set.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
            ProducerConfig.ACKS_CONFIG,
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            ProducerConfig.RETRIES_CONFIG,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG);

    private ClientProperties() {}

    /**
     * The settings in a file, in the format of {@link Properties}.
     *
     * @throws TwintrackException when it cannot be read, or a setting in it is unknown or not the user's to choose; the
     *     message names the setting and never its value
     */
    public static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        } catch (IOException | IllegalArgumentException e) {
            throw new TwintrackException(
                    "cannot read %s: give a file of Kafka client properties (KEY=VALUE a line)".formatted(file), e);
        }
        Map<String, String> settings = new TreeMap<>();
        for (String key : properties.stringPropertyNames()) {
            check(file, key);
            settings.put(key, properties.getProperty(key).strip());
        }
        return settings;
    }

    private static void check(Path file, String key) {
        if (OURS.contains(key)) {
            throw new TwintrackException(
                    "%s sets %s, which Twintrack sets itself: remove that line".formatted(file, key));
        }
        if (!ProducerConfig.configNames().contains(key)
                && !ConsumerConfig.configNames().contains(key)
                && !AdminClientConfig.configNames().contains(key)) {
            throw new TwintrackException(
                    "%s sets %s, which is no setting of Kafka's clients: correct or remove that line"
                            .formatted(file, key));
        }
    }
}
