package dev.twintrack.streams.worker;

import dev.twintrack.Box;
import dev.twintrack.Verb;
import dev.twintrack.streams.FrameSource;
import dev.twintrack.streams.Interruption;
import dev.twintrack.streams.KafkaTopic;
import dev.twintrack.streams.SourceChoice;
import dev.twintrack.streams.live.ConnectionListener;
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

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        List<Box> targets = chosen.boxes();
        Cluster cluster = meeting.cluster();
        WorkerTopics topics = meeting.topics(KafkaTopic.DEFAULT_NAME);
        CaptureOptions options = new CaptureOptions(cluster, topics, stream, quality, System.currentTimeMillis());
        try (Interruption interruption = new Interruption(Duration.ofSeconds(30));
                FrameSource source = chosen.open(new Connection(err))) {
            meeting.prepare(cluster, topics);
            try (Capture capture = new Capture(options, source, line -> err.println("capture: " + line))) {
                interruption.stopsBy(capture::stop);
                long sent = capture.run(targets);
                err.println("capture: %d frames sent, %d dropped, %d not decodable"
                        .formatted(
                                sent,
                                capture.dropped() + source.losses().dropped(),
                                source.losses().undecodable()));
            }
        }
        return 0;
    }

    /** Tells of a source that goes and comes. */
    private record Connection(PrintWriter err) implements ConnectionListener {

        @Override
        public void lost(String reason) {
            err.println("capture: " + reason);
        }

        @Override
        public void back(Duration away) {
            err.println("capture: the source is back after %d s".formatted(away.toSeconds()));
        }
    }
}
