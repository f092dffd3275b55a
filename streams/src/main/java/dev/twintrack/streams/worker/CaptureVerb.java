package dev.twintrack.streams.worker;

import dev.twintrack.Box;
import dev.twintrack.Verb;
import dev.twintrack.streams.FrameSource;
import dev.twintrack.streams.Interruption;
import dev.twintrack.streams.KafkaTopic;
import dev.twintrack.streams.SourceChoice;
import dev.twintrack.streams.observe.Observation;
import dev.twintrack.streams.observe.ObserveOptions;
import dev.twintrack.streams.observe.StreamWatch;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code twintrack capture}: a source's frames on a topic, for workers elsewhere. */
@Command(
        name = "capture",
        description = {
            "Puts the frames of a source on a Kafka topic, as JPEG, for 'twintrack worker' to follow targets through them.",
            "",
            "A live source gives its latest frame, and while the broker is away its frames are dropped; a file gives every"
                    + " frame, and waits."
        })
public final class CaptureVerb implements Verb {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SourceChoice chosen;

    @Option(
            names = "--stream",
            paramLabel = "ID",
            required = true,
            description = "Name of the stream in its events, and the key of its frames.")
    private String stream;

    @Mixin
    private MeetingOptions meeting;

    @Option(
            names = "--quality",
            paramLabel = "1-100",
            defaultValue = "85",
            description = "Of the JPEG pictures. Default: ${DEFAULT-VALUE}.")
    private int quality;

    @Mixin
    private ObserveOptions observe = new ObserveOptions();

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        List<Box> targets = chosen.boxes();
        Cluster cluster = meeting.cluster();
        WorkerTopics topics = meeting.topics(KafkaTopic.DEFAULT_NAME, WorkerTopics.ANSWERS);
        CaptureOptions options = new CaptureOptions(cluster, topics, stream, quality, System.currentTimeMillis());
        try (Interruption interruption = new Interruption(Duration.ofSeconds(30));
                Observation observation = observe.open(err);
                StreamWatch watch = observation.stream(stream);
                FrameSource source = new WatchedSource(chosen.open(watch), watch)) {
            watch.over(source.info(), source::losses);
            meeting.prepare(cluster, topics);
            observation.address().ifPresent(where -> say("metrics: " + where));
            try (Capture capture = new Capture(options, source, this::say)) {
                observation.delivery("kafka", capture.delivery());
                interruption.stopsBy(capture::stop);
                long sent = capture.run(targets);
                say("%d frames sent, %d dropped, %d not decodable"
                        .formatted(
                                sent,
                                capture.dropped() + source.losses().dropped(),
                                source.losses().undecodable()));
            }
        }
        return 0;
    }

    private void say(String line) {
        observe.say(spec.commandLine().getErr(), "capture: " + line);
    }
}
