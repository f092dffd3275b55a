package dev.twintrack.streams.serve;

import dev.twintrack.Tracker;
import dev.twintrack.streams.KafkaTopic;
import dev.twintrack.streams.Sink;
import dev.twintrack.streams.delivery.KafkaSink;
import dev.twintrack.streams.observe.Observation;
import dev.twintrack.streams.page.LivePage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Everything that {@code twintrack serve} has open while it runs: streams, events, commands and their answers. */
final class Serving implements AutoCloseable {

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Sink events;
    private final Streams streams;
    private final Optional<AnswerTopic> answers;
    private final Optional<CommandTopic> commands;
    private final Consumer<String> report;
    private Optional<FileWatch> watch = Optional.empty();
    private boolean ended;

    /**
     * Opens the topics, without waiting for the broker, and starts the streams.
     *
     * @param config whose streams are to run
     * @param kafka the broker, which may be another than the config says
     * @param tracker closed by whoever opened it, after this; likewise page and observation
     * @param report takes a line whenever something changes, from any thread
     */
    Serving(
            ServeConfig config,
            Optional<KafkaConfig> kafka,
            Tracker tracker,
            Optional<LivePage> page,
            Observation observation,
            Consumer<String> report) {
        this.report = report;
        // Before the streams have the tracker to themselves.
        Gallery gallery =
                config.gallery().map(folder -> Gallery.read(folder, tracker)).orElseGet(Gallery::empty);
        this.events = kafka.map(there -> published(there, observation)).orElseGet(() -> new Sink() {});
        this.streams = new Streams(tracker, Optional.of(events), page, observation, report);
        config.streams().forEach(stream -> streams.start(stream, Optional.empty()));
        this.answers = kafka.map(there -> new AnswerTopic(there.named(there.answers()), report));
        Commands deeds = new Commands(streams, gallery);
        this.commands = kafka.map(there -> new CommandTopic(
                there.named(there.commands()),
                incoming -> deeds.take(incoming.text())
                        .thenAccept(answer -> answers.orElseThrow().send(answer, incoming)),
                report));
        commands.ifPresent(topic -> observation.health().add("commands", topic::condition));
    }

    /** From now on follows the file that the config was read from. */
    void follow(Path file, ServeConfig applied) {
        watch = Optional.of(new FileWatch(file, applied, streams, LOOK, report));
    }

    Streams streams() {
        return streams;
    }

    /** Done when all streams that run now have ended. */
    CompletableFuture<Void> through() {
        return CompletableFuture.allOf(
                streams.all().stream().map(ServedStream::ended).toArray(CompletableFuture[]::new));
    }

    /** Ends the streams and finishes the events; the answer tells what did not reach its place. */
    List<String> end() {
        if (!ended) {
            ended = true;
            watch.ifPresent(FileWatch::close);
            commands.ifPresent(CommandTopic::close);
            streams.close();
            events.finish();
            answers.ifPresent(AnswerTopic::close);
        }
        return events.losses();
    }

    @Override
    public void close() {
        end();
        events.close();
    }

    private Sink published(KafkaConfig there, Observation observation) {
        KafkaTopic topic = there.named(there.topic());
        report.accept("publishing to Kafka at %s, topic %s".formatted(topic.bootstrapServers(), topic.name()));
        KafkaSink sink = Sink.toKafka(there.delivery());
        observation.kafka(sink::state);
        return sink;
    }
}
