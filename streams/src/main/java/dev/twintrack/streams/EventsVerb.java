package dev.twintrack.streams;

import dev.twintrack.Verb;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code twintrack events}: what others publish, as it comes. */
@Command(
        name = "events",
        description = "Prints the events on a Kafka topic as they come, one JSON object a line, until Ctrl-C.")
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

    private long printed;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Interruption interruption = new Interruption(Duration.ofSeconds(5));
                EventTail tail = new EventTail(KafkaTopic.of(kafka, topic), fromBeginning, Duration.ofSeconds(5))) {
            interruption.stopsBy(tail::stop);
            tail.run(record -> {
                if (stream.isEmpty() || stream.get().equals(record.key())) {
                    out.println(record.value());
                    if (out.checkError() || ++printed == count.orElse(-1L)) {
                        tail.stop();
                    }
                }
            });
        }
        return 0;
    }
}
