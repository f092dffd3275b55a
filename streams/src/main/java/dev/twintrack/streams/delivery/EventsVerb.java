package dev.twintrack.streams.delivery;

import dev.twintrack.Verb;
import dev.twintrack.streams.Interruption;
import dev.twintrack.streams.KafkaTopic;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code twintrack events}: what others publish, as it comes. */
@Command(
        name = "events",
        description =
                "Prints the events on a Kafka topic as they come, one JSON object a line whatever their encoding, until Ctrl-C.")
public final class EventsVerb implements Verb {

    @Spec
    private CommandSpec spec;

    @Option(names = "--kafka", paramLabel = "HOST:PORT", required = true, description = "The broker to read from.")
    private String kafka;

    @Option(
            names = "--topic",
            paramLabel = "NAME",
            defaultValue = KafkaTopic.DEFAULT_NAME,
            description = "Kafka topic of the events. Default: ${DEFAULT-VALUE}.")
    private String topic;

    @Option(names = "--stream", paramLabel = "ID", description = "Only this stream's events. Default: all.")
    private Optional<String> stream = Optional.empty();

    @Option(
            names = "--from-beginning",
            description = "Also the events that are there already. Default: those from now on.")
    private boolean fromBeginning;

    @Option(names = "--count", paramLabel = "N", description = "End after so many events. Default: go on.")
    private Optional<Long> count = Optional.empty();

    @Mixin
    private KafkaConfigOption config;

    private long printed;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Interruption interruption = new Interruption(Duration.ofSeconds(5));
                EventTail tail = new EventTail(there(), fromBeginning, Duration.ofSeconds(5))) {
            interruption.stopsBy(tail::stop);
            tail.run(record -> {
                if (record.value() != null && wanted(record.key())) {
                    out.println(record.value());
                    if (out.checkError() || ++printed == count.orElse(-1L)) {
                        tail.stop();
                    }
                }
            });
        }
        return 0;
    }

    /** A key is the stream's name, or on a topic of states {@code stream/track}. */
    private boolean wanted(String key) {
        return stream.isEmpty() || key != null && key.split("/", 2)[0].equals(stream.get());
    }

    private KafkaTopic there() {
        return KafkaTopic.of(kafka, topic).withClientProperties(config.properties());
    }
}
