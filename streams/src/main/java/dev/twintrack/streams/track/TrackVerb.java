package dev.twintrack.streams.track;

import dev.twintrack.Tracker;
import dev.twintrack.TwintrackException;
import dev.twintrack.Verb;
import dev.twintrack.streams.EmbeddedBroker;
import dev.twintrack.streams.FrameSource;
import dev.twintrack.streams.Interruption;
import dev.twintrack.streams.KafkaTopic;
import dev.twintrack.streams.Opening;
import dev.twintrack.streams.OutputKind;
import dev.twintrack.streams.Pipeline;
import dev.twintrack.streams.ProgressSink;
import dev.twintrack.streams.Sink;
import dev.twintrack.streams.Sinks;
import dev.twintrack.streams.SourceChoice;
import dev.twintrack.streams.SourceInfo;
import dev.twintrack.streams.StartTarget;
import dev.twintrack.streams.TrackerChoice;
import dev.twintrack.streams.delivery.KafkaDelivery;
import dev.twintrack.streams.delivery.KafkaOptions;
import dev.twintrack.streams.live.ConnectionListener;
import dev.twintrack.streams.observe.Observation;
import dev.twintrack.streams.observe.ObserveOptions;
import dev.twintrack.streams.observe.StreamWatch;
import dev.twintrack.streams.page.LivePage;
import dev.twintrack.streams.page.PageAddress;
import dev.twintrack.streams.page.PageAddressConverter;
import dev.twintrack.streams.page.PageStream;
import dev.twintrack.streams.page.Playback;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code twintrack track}: one source, its targets, and where the results go. */
@Command(
        name = "track",
        description = {
            "Follows what the boxes enclose through a video, and writes or publishes what it sees.",
            "",
            "Without --output, --kafka and --page, the events are printed, one JSON object a line."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:all frames are through, all results in their place",
            "1:something could not be done; the error says what",
            "2:the command line is wrong",
            "3:all frames are through, but some events did not reach Kafka"
        })
public final class TrackVerb implements Verb {

    /** Everything was tracked, but something did not reach its place. */
    static final int LOSSES = 3;

    private static final String PRINTED = "-";

    @Spec
    private CommandSpec spec;

    @Mixin
    private SourceChoice chosen;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where to write; its ending says what: .jsonl the events, .csv a row a target and frame, .txt"
                    + " x,y,w,h a frame (one target only; the best guess while it is lost), .mp4 or .avi the video with"
                    + " the targets drawn in. May be given several times; - prints the events.")
    private List<String> outputs = List.of();

    @Mixin
    private KafkaOptions kafka;

    @Option(
            names = "--stream",
            paramLabel = "ID",
            description = "Name of the stream in its events, and their key in Kafka. Default: after the source.")
    private Optional<String> stream = Optional.empty();

    @Mixin
    private TrackerChoice tracking;

    @Option(
            names = "--page",
            arity = "0..1",
            fallbackValue = "" + PageAddress.DEFAULT_PORT,
            paramLabel = "[HOST:]PORT",
            converter = PageAddressConverter.class,
            description =
                    "Show the live page on this port (${FALLBACK-VALUE} if none is given), for this machine alone;"
                            + " with HOST, one of its addresses, also for others, who need the token in the address that is"
                            + " printed. A file then plays at its own pace, and without --box waits for you to point at"
                            + " something.")
    private Optional<PageAddress> page = Optional.empty();

    @Option(
            names = "--stay",
            description = "With --page: after the last frame of a file keep the page open, until Ctrl-C.")
    private boolean stay;

    @Mixin
    private ObserveOptions observe = new ObserveOptions();

    @Override
    public Integer call() {
        List<StartTarget> targets = chosen.boxes().stream().map(StartTarget::at).toList();
        String name = stream.orElseGet(chosen::streamName);
        check(targets);
        SummarySink summary = new SummarySink();
        List<String> losses;
        try {
            losses = follow(targets, name, summary);
        } finally {
            summary.lines().forEach(this::say);
        }
        losses.forEach(loss -> say("twintrack: " + loss));
        return losses.isEmpty() ? 0 : LOSSES;
    }

    /** Opens everything, runs it to the end, and tells what did not reach its place. */
    private List<String> follow(List<StartTarget> targets, String name, SummarySink summary) {
        try (Interruption interruption = new Interruption(Duration.ofSeconds(30));
                Opening<Tracker> tracker = new Opening<>("tracker", () -> Tracker.open(tracking.options()));
                Opening<EmbeddedBroker> broker =
                        kafka.embedded() ? new Opening<>("broker", EmbeddedBroker::start) : null;
                LivePage open = page.map(LivePage::open).orElse(null);
                Observation observation = observe.open(spec.commandLine().getErr());
                StreamWatch watch = observation.stream(name);
                FrameSource source = open == null ? chosen.open(watch) : watchedSource(watch);
                Sinks sinks = new Sinks()) {
            watch.over(source.info(), source::losses);
            sinks.add(watch);
            sinks.add(summary);
            addOutputs(sinks, source.info());
            kafka.delivery(() -> broker.get().bootstrapServers())
                    .ifPresent(delivery -> addKafka(sinks, delivery, observation));
            // Ids of what cannot be repeated must not return in the next run.
            long firstSequence = source.info().live() ? System.currentTimeMillis() : 0;
            Optional<PageStream> shown =
                    Optional.ofNullable(open).map(livePage -> sinks.add(shown(livePage, name, source)));
            sinks.add(observation.tracker(tracker.get()::times));
            Pipeline pipeline = new Pipeline(name, source, tracker.get(), sinks.list(), firstSequence);
            shown.ifPresent(watched -> watched.commands(pipeline, targets.isEmpty()));
            interruption.stopsBy(() -> pipeline.stop(endReason(source)));
            if (open != null) {
                say("page: " + open.address());
            }
            observation.address().ifPresent(there -> say("metrics: " + there));
            try {
                pipeline.run(targets);
            } finally {
                summary.missed(source.losses());
            }
            return sinks.losses();
        }
    }

    private void check(List<StartTarget> targets) {
        if (targets.isEmpty() && page.isEmpty()) {
            throw new TwintrackException(
                    "there is nothing to follow: give --box X,Y,W,H, or --page to draw a box around it");
        }
        for (String output : outputs) {
            if (output.equals(PRINTED)) {
                continue;
            }
            Path file = Path.of(output);
            if (OutputKind.of(file) == OutputKind.RESULT_TEXT && targets.size() > 1) {
                throw new TwintrackException(
                        "%s holds one target: give one --box, or an output that ends in .csv".formatted(output));
            }
            if (chosen.isFile(file)) {
                throw new TwintrackException("%s is the source: write to another file".formatted(output));
            }
        }
    }

    private void addOutputs(Sinks sinks, SourceInfo source) {
        boolean printed = outputs.contains(PRINTED) || outputs.isEmpty() && !kafka.wanted() && page.isEmpty();
        if (printed) {
            sinks.add(new ConsoleSink(spec.commandLine().getOut()));
        } else if (ProgressSink.wanted()) {
            sinks.add(new ProgressSink(source));
        }
        outputs.stream()
                .filter(output -> !output.equals(PRINTED))
                .forEach(output -> sinks.add(Sink.toFile(Path.of(output), source)));
    }

    private void addKafka(Sinks sinks, KafkaDelivery delivery, Observation observation) {
        KafkaTopic topic = delivery.topic();
        say("publishing to Kafka at %s, topic %s".formatted(topic.bootstrapServers(), topic.name()));
        observation.kafka(sinks.add(Sink.toKafka(delivery))::state);
    }

    /** A recording with somebody before the page plays and jumps. */
    private FrameSource watchedSource(ConnectionListener listener) {
        return chosen.recorded()
                ? new Playback(frame -> chosen.openAt(frame, listener), chosen.startFrame(), stay)
                : chosen.open(listener);
    }

    private static PageStream shown(LivePage live, String name, FrameSource source) {
        Optional<Playback> recording = source instanceof Playback playback ? Optional.of(playback) : Optional.empty();
        return live.show(name, source.info(), recording);
    }

    private static String endReason(FrameSource source) {
        return source instanceof Playback playback && playback.atEnd() ? "end of stream" : "interrupted";
    }

    /** To people: the standard output is for events. */
    private void say(String line) {
        observe.say(spec.commandLine().getErr(), line);
    }
}
