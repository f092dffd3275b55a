package dev.twintrack.streams.worker;

import dev.twintrack.Box;
import dev.twintrack.Verb;
import dev.twintrack.streams.FrameSource;
import dev.twintrack.streams.Interruption;
import dev.twintrack.streams.KafkaTopic;
import dev.twintrack.streams.SourceOptions;
import dev.twintrack.streams.live.ConnectionListener;
import dev.twintrack.streams.live.LiveOptions;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
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

    @Parameters(
            paramLabel = "SOURCE",
            description = "A video file, a folder of pictures (in the order of their names), a camera (camera:0 or"
                    + " /dev/video0), or an rtsp:// or http:// address.")
    private String address;

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

    @Option(
            names = "--box",
            paramLabel = "X,Y,W,H",
            description = "What to follow, on the first frame: left, top, width and height in pixels, 0-based. Several"
                    + " start several targets.")
    private List<String> boxes = List.of();

    @Option(
            names = "--start-frame",
            paramLabel = "N",
            defaultValue = "0",
            description = "First frame to send, 0-based. Not for live sources. Default: ${DEFAULT-VALUE}.")
    private long startFrame;

    @Option(names = "--max-frames", paramLabel = "N", description = "Frames to send, at most. Default: all.")
    private Optional<Long> maxFrames = Optional.empty();

    @Mixin
    private LiveOptions live = new LiveOptions();

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        List<Box> targets = boxes.stream().map(Box::parse).toList();
        Cluster cluster = meeting.cluster();
        WorkerTopics topics = meeting.topics(KafkaTopic.DEFAULT_NAME);
        CaptureOptions options = new CaptureOptions(cluster, topics, stream, quality, System.currentTimeMillis());
        SourceOptions reading = live.applyTo(SourceOptions.defaults().withStartFrame(startFrame), new Connection(err));
        try (Interruption interruption = new Interruption(Duration.ofSeconds(30));
                FrameSource source = FrameSource.open(
                        address, maxFrames.map(reading::withMaxFrames).orElse(reading))) {
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
