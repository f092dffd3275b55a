package dev.twintrack.streams.serve;

import dev.twintrack.Tracker;
import dev.twintrack.TwintrackException;
import dev.twintrack.Verb;
import dev.twintrack.streams.EmbeddedBroker;
import dev.twintrack.streams.Interruption;
import dev.twintrack.streams.Opening;
import dev.twintrack.streams.observe.Observation;
import dev.twintrack.streams.observe.ObserveOptions;
import dev.twintrack.streams.page.LivePage;
import dev.twintrack.streams.page.PageAddress;
import dev.twintrack.streams.page.PageAddressConverter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code twintrack serve}: many streams in one process, as a file says. */
@Command(
        name = "serve",
        description = {
            "Follows the targets of many streams at once, as a file says, until Ctrl-C.",
            "",
            "All targets of all streams go through the network together. A stream that fails ends, and the others go on."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:ended by Ctrl-C, or with --once all streams are through",
            "1:something could not be done; the error says what",
            "2:the command line is wrong",
            "3:ended, but some events did not reach Kafka"
        })
public final class ServeVerb implements Verb {

    private static final int LOSSES = 3;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "YAML file with the streams, their targets, and where events go.")
    private Path file;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "Publish the events to this broker and take commands from it, or with '"
                    + KafkaConfig.EMBEDDED + "' one inside this process; instead of what the file says.")
    private Optional<String> kafka = Optional.empty();

    @Option(
            names = "--page",
            arity = "0..1",
            fallbackValue = "" + PageAddress.DEFAULT_PORT,
            paramLabel = "[HOST:]PORT",
            converter = PageAddressConverter.class,
            description =
                    "Show the live page on this port (${FALLBACK-VALUE} if none is given), for this machine alone;"
                            + " with HOST, one of its addresses, also for others, who need the token in the address that is"
                            + " printed; instead of what the file says.")
    private Optional<PageAddress> page = Optional.empty();

    @Option(names = "--once", description = "End when all streams of the file have ended.")
    private boolean once;

    @Mixin
    private ObserveOptions observe = new ObserveOptions();

    @Override
    public Integer call() throws InterruptedException {
        ServeConfig config = ServeConfig.read(file);
        Optional<KafkaConfig> there = kafka.map(servers -> config.kafka()
                        .map(given -> given.withServers(servers))
                        .orElseGet(() -> KafkaConfig.at(servers)))
                .or(config::kafka);
        boolean embedded = there.map(KafkaConfig::embedded).orElse(false);
        if (once && config.streams().isEmpty()) {
            throw new TwintrackException("%s has no streams, and --once waits for their end".formatted(file));
        }
        try (Interruption interruption = new Interruption(Duration.ofSeconds(30));
                Opening<Tracker> tracker = new Opening<>("tracker", () -> Tracker.open(config.tracker()));
                Opening<EmbeddedBroker> broker = embedded ? new Opening<>("broker", EmbeddedBroker::start) : null;
                LivePage live = page.or(config::page).map(LivePage::open).orElse(null);
                Observation observation = observe.open(spec.commandLine().getErr())) {
            Optional<KafkaConfig> reached =
                    embedded ? there.map(given -> given.withServers(broker.get().bootstrapServers())) : there;
            try (Serving serving =
                    new Serving(config, reached, tracker.get(), Optional.ofNullable(live), observation, this::say)) {
                if (live != null) {
                    say("page: " + live.address());
                }
                observation.address().ifPresent(where -> say("metrics: " + where));
                CountDownLatch over = new CountDownLatch(1);
                interruption.stopsBy(over::countDown);
                if (once) {
                    serving.through().thenRun(over::countDown);
                } else {
                    serving.follow(file, config);
                }
                over.await();
                List<String> losses = serving.end();
                losses.forEach(loss -> say("twintrack: " + loss));
                return losses.isEmpty() ? 0 : LOSSES;
            }
        }
    }

    /** To people, one line at a time. */
    private void say(String line) {
        synchronized (spec) {
            observe.say(spec.commandLine().getErr(), line);
        }
    }
}
