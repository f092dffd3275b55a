package dev.twintrack.streams.observe;

import dev.twintrack.TwintrackException;
import dev.twintrack.streams.live.DurationConverter;
import dev.twintrack.streams.page.PageAddress;
import dev.twintrack.streams.page.PageAddressConverter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options of verbs that can be left running: a picocli mixin. */
public final class ObserveOptions {

    private static final int SHORTEST_TOKEN = 16;

    enum LogForm {
        TEXT,
        JSON
    }

    @Option(
            names = "--metrics",
            paramLabel = "[HOST:]PORT",
            converter = PageAddressConverter.class,
            description = "Serve /metrics for Prometheus, /health and /ready on this port, for this machine alone; with"
                    + " HOST, one of its addresses, also for others, who need a token.")
    private Optional<PageAddress> metrics = Optional.empty();

    @Option(
            names = "--metrics-token",
            paramLabel = "FILE",
            description = "With --metrics HOST:PORT: a file whose first line is the token that other machines send, as"
                    + " 'Authorization: Bearer TOKEN'. Default: one is made up and printed.")
    private Optional<Path> tokenFile = Optional.empty();

    @Option(
            names = "--unhealthy-after",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = DurationConverter.class,
            description = "With --metrics: how long a live stream may give no frame, or Kafka no answer, until /health"
                    + " says so. Default: ${DEFAULT-VALUE}.")
    private Duration patience = Duration.ofSeconds(30);

    @Option(
            names = "--log",
            paramLabel = "text|json",
            description = "Tell each change of state on the error stream, a line each, as text or as JSON; as JSON also"
                    + " what libraries have to say.")
    private Optional<LogForm> log = Optional.empty();

    /**
     * Begins to observe.
     *
     * @param err where the log goes
     * @throws TwintrackException when the address cannot be listened on, or the token cannot be read
     */
    public Observation open(PrintWriter err) {
        StateLog told = log(err);
        Observation observation = metrics.isEmpty()
                ? Observation.logging(told)
                : Observation.serving(metrics.get(), tokenFile.map(ObserveOptions::token), told, patience);
        return log.equals(Optional.of(LogForm.JSON)) ? observation.withLibraries() : observation;
    }

    /** Says something to people: as a line of the log where there is one, so that it can be read as a whole. */
    public void say(PrintWriter err, String line) {
        if (log.isPresent()) {
            log(err).tell(StateLog.Change.of("note", line));
        } else {
            err.println(line);
        }
    }

    private StateLog log(PrintWriter err) {
        if (log.isEmpty()) {
            return StateLog.brief(err);
        }
        return log.get() == LogForm.JSON
                ? StateLog.json(err, InstantSource.system())
                : StateLog.text(err, InstantSource.system());
    }

    private static String token(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            String token = lines.findFirst().orElse("").strip();
            if (token.length() < SHORTEST_TOKEN) {
                throw new TwintrackException(
                        "the first line of %s is no token: give %d characters or more".formatted(file, SHORTEST_TOKEN));
            }
            return token;
        } catch (IOException | UncheckedIOException e) {
            throw new TwintrackException("cannot read the token from %s: %s".formatted(file, e.getMessage()), e);
        }
    }
}
