package dev.twintrack.streams.serve;

import dev.twintrack.TwintrackException;
import dev.twintrack.streams.KafkaTopic;
import dev.twintrack.streams.delivery.ClientProperties;
import dev.twintrack.streams.delivery.Encoding;
import dev.twintrack.streams.delivery.KafkaDelivery;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where events go and commands come from.
 *
 * @param servers {@code HOST:PORT,...}, or {@value #EMBEDDED} for a broker inside the process
 * @param topic of the events
 * @param commands topic of the commands
 * @param answers topic of the answers to them
 * @param encoding form of the events' records
 * @param outbox folder that keeps the life cycle on disk until the broker has it
 * @param stateTopic a second, compacted topic with the latest state of each target
 * @param clientConfig a properties file for Kafka's clients, such as for TLS
 */
record KafkaConfig(
        String servers,
        String topic,
        String commands,
        String answers,
        Encoding encoding,
        Optional<Path> outbox,
        Optional<String> stateTopic,
        Optional<Path> clientConfig) {

    static final String EMBEDDED = "embedded";
    static final String COMMANDS = "track-commands";
    static final String ANSWERS = "track-answers";

    KafkaConfig {
        if (!servers.equals(EMBEDDED)) {
            KafkaTopic.of(servers, topic);
        }
        if (topic.equals(commands) || topic.equals(answers) || commands.equals(answers)) {
            throw new TwintrackException("topics of events, commands and answers are not three: choose other names");
        }
    }

    /** The usual topics of a broker. */
    static KafkaConfig at(String servers) {
        return new KafkaConfig(
                servers,
                KafkaTopic.DEFAULT_NAME,
                COMMANDS,
                ANSWERS,
                Encoding.JSON,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static KafkaConfig read(Keys keys) {
        return new KafkaConfig(
                keys.requiredText("servers"),
                keys.text("topic").orElse(KafkaTopic.DEFAULT_NAME),
                keys.text("commands").orElse(COMMANDS),
                keys.text("answers").orElse(ANSWERS),
                keys.choice("encoding", Encoding.class).orElse(Encoding.JSON),
                keys.path("outbox"),
                keys.text("stateTopic"),
                keys.path("clientConfig"));
    }

    KafkaConfig withServers(String newServers) {
        return new KafkaConfig(newServers, topic, commands, answers, encoding, outbox, stateTopic, clientConfig);
    }

    boolean embedded() {
        return servers.equals(EMBEDDED);
    }

    /** One of the topics, with the settings of the file. */
    KafkaTopic named(String name) {
        return new KafkaTopic(
                servers, name, clientConfig.map(ClientProperties::read).orElse(Map.of()));
    }

    /** How events get there. */
    KafkaDelivery delivery() {
        KafkaDelivery delivery = KafkaDelivery.to(named(topic)).withEncoding(encoding);
        delivery = outbox.map(delivery::withOutbox).orElse(delivery);
        return stateTopic.map(delivery::withStateTopic).orElse(delivery);
    }
}
