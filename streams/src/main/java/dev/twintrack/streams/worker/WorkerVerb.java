package dev.twintrack.streams.worker;

import dev.twintrack.Tracker;
import dev.twintrack.Verb;
import dev.twintrack.streams.Interruption;
import dev.twintrack.streams.KafkaTopic;
import dev.twintrack.streams.TrackerChoice;
import dev.twintrack.streams.observe.Observation;
import dev.twintrack.streams.observe.ObserveOptions;
import java.io.PrintWriter;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code twintrack worker}: follows targets through the frames that captures put on a topic. */
@Command(
        name = "worker",
        description = {
            "Follows targets through the frames that 'twintrack capture' puts on a Kafka topic, and publishes what it sees.",
            "",
            "Start as many as you like, on as many machines: they share the streams, and when one dies the others go on with"
                    + " its targets. Runs until Ctrl-C."
        })
public final class WorkerVerb implements Verb {

    @Spec
    private CommandSpec spec;

    @Mixin
    private MeetingOptions meeting;

    @Option(
            names = "--events-topic",
            paramLabel = "NAME",
            defaultValue = KafkaTopic.DEFAULT_NAME,
            description = "Kafka topic of the events. Default: ${DEFAULT-VALUE}.")
    private String events;

    @Option(
            names = "--application-id",
            paramLabel = "NAME",
            defaultValue = "twintrack",
            description = "Workers of the same name share the streams. Default: ${DEFAULT-VALUE}.")
    private String applicationId;

    @Option(
            names = "--session-timeout",
            paramLabel = "SECONDS",
            defaultValue = "6",
            description = "How long a worker may be silent before others take its streams; brokers allow no less than 6"
                    + " unless told otherwise. Default: ${DEFAULT-VALUE}.")
    private int sessionTimeout;

    @Option(
            names = "--commit-ms",
            paramLabel = "N",
            defaultValue = "200",
            description = "How often results are committed, in milliseconds. Default: ${DEFAULT-VALUE}.")
    private int commit;

    @Option(
            names = "--standbys",
            paramLabel = "N",
            defaultValue = "0",
            description = "Further workers that keep a copy of each stream's state. Default: ${DEFAULT-VALUE}.")
    private int standbys;

    @Option(
            names = "--answers-topic",
            paramLabel = "NAME",
            defaultValue = WorkerTopics.ANSWERS,
            description = "Kafka topic of the answers to commands. Default: ${DEFAULT-VALUE}.")
    private String answers;

    @Mixin
    private TrackerChoice tracking;

    @Mixin
    private ObserveOptions observe = new ObserveOptions();

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        Cluster cluster = meeting.cluster();
        WorkerTopics topics = meeting.topics(events, answers);
        WorkerOptions options = new WorkerOptions(
                cluster,
                applicationId,
                topics,
                Duration.ofSeconds(sessionTimeout),
                Duration.ofMillis(commit),
                standbys);
        try (Interruption interruption = new Interruption(Duration.ofSeconds(30));
                Observation observation = observe.open(err);
                Tracker tracker = Tracker.open(tracking.options())) {
            meeting.prepare(cluster, topics);
            observation.address().ifPresent(where -> say("metrics: " + where));
            Worker worker = new Worker(options, tracker, new WorkerWatch(observation), this::say);
            interruption.stopsBy(worker::stop);
            try {
                worker.run();
            } finally {
                say(worker.counts().toString());
            }
        }
        return 0;
    }

    private void say(String line) {
        observe.say(spec.commandLine().getErr(), "worker: " + line);
    }
}
