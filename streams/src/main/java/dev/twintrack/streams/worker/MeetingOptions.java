package dev.twintrack.streams.worker;

import dev.twintrack.streams.delivery.KafkaConfigOption;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that tell captures and workers where to meet: a picocli mixin. */
public final class MeetingOptions {

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            required = true,
            description = "The broker, or several separated by commas.")
    private String servers;

    @Option(
            names = "--topic",
            paramLabel = "NAME",
            defaultValue = WorkerTopics.FRAMES,
            description = "Kafka topic of the frames. Default: ${DEFAULT-VALUE}.")
    private String frames;

    @Option(
            names = "--commands-topic",
            paramLabel = "NAME",
            defaultValue = WorkerTopics.COMMANDS,
            description = "Kafka topic of what is to be followed; as many partitions as the frames."
                    + " Default: ${DEFAULT-VALUE}.")
    private String commands;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "16",
            description = "Partitions of topics that are not there yet: the most workers that can share the streams."
                    + " Default: ${DEFAULT-VALUE}.")
    private int partitions;

    @Option(
            names = "--keep-minutes",
            paramLabel = "N",
            defaultValue = "10",
            description = "How long a topic of frames that is not there yet keeps them. Default: ${DEFAULT-VALUE}.")
    private int keepMinutes;

    @Mixin
    private KafkaConfigOption config = new KafkaConfigOption();

    Cluster cluster() {
        return new Cluster(servers, config.properties());
    }

    /**
     * All topics.
     *
     * @param events the topic of the events
     * @param answers the topic of the answers to commands
     */
    WorkerTopics topics(String events, String answers) {
        return new WorkerTopics(frames, commands, events, answers);
    }

    /** Makes what is not there yet. */
    void prepare(Cluster cluster, WorkerTopics topics) {
        cluster.prepare(topics, Math.max(1, partitions), Duration.ofMinutes(Math.max(1, keepMinutes)));
    }
}
