package dev.twintrack.streams;

import dev.twintrack.TwintrackException;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where events go in Kafka.
 *
 * @param bootstrapServers {@code HOST:PORT}, several separated by commas
 * @param name of the topic
 * @param clientProperties further settings of Kafka's clients, such as those of TLS
 */
public record KafkaTopic(String bootstrapServers, String name, Map<String, String> clientProperties) {

    /** The topic's name unless the user chooses another. */
    public static final String DEFAULT_NAME = "track-events";

    private static final Pattern SERVERS = Pattern.compile("[^,\\s:]+:\\d{1,5}(,[^,\\s:]+:\\d{1,5})*|\\[.+]:\\d{1,5}");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    public KafkaTopic {
        if (!SERVERS.matcher(bootstrapServers).matches()) {
            throw new TwintrackException("Kafka address '%s' is not HOST:PORT".formatted(bootstrapServers));
        }
        if (!NAME.matcher(name).matches()) {
            throw new TwintrackException(
                    "topic '%s' is no name for Kafka: use letters, digits, '.', '_' and '-'".formatted(name));
        }
        clientProperties = Map.copyOf(clientProperties);
    }

    /** The topic of that name without further settings. */
    public static KafkaTopic of(String bootstrapServers, String name) {
        return new KafkaTopic(bootstrapServers, name, Map.of());
    }

    public KafkaTopic withClientProperties(Map<String, String> newClientProperties) {
        return new KafkaTopic(bootstrapServers, name, newClientProperties);
    }

    /** What an exception of Kafka's clients says, its causes included, without the secrets among the settings. */
    public String words(Throwable e) {
        StringBuilder words = new StringBuilder(String.valueOf(e.getMessage()));
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && words.indexOf(cause.getMessage()) < 0) {
                words.append(": ").append(cause.getMessage());
            }
        }
        return new Secrets(clientProperties).hide(words.toString());
    }

    /** Without the values of the settings, some of which are secrets. */
    @Override
    public String toString() {
        return "KafkaTopic[bootstrapServers=%s, name=%s, clientProperties=%s]"
                .formatted(bootstrapServers, name, clientProperties.keySet());
    }
}
