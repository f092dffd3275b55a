package dev.twintrack.streams.live;

import dev.twintrack.streams.SourceOptions;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of verbs that follow live sources: a picocli mixin. */
public final class LiveOptions {

    @Option(
            names = "--reconnect-for",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "How long to try to get a live source back that was lost, such as 90s, 5m or 2h; 0 not to try."
                            + " Default: for ever.")
    private Optional<Duration> reconnectFor = Optional.empty();

    @Option(
            names = "--connect-timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = DurationConverter.class,
            description =
                    "How long a camera or an address may take until its first picture. Default: ${DEFAULT-VALUE}.")
    private Duration connectTimeout = Duration.ofSeconds(10);

    @Option(
            names = "--read-timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = DurationConverter.class,
            description = "How long a live source may be silent before it counts as lost. Default: ${DEFAULT-VALUE}.")
    private Duration readTimeout = Duration.ofSeconds(10);

    @Option(
            names = "--as-live",
            description =
                    "Play a recording as if it were live: at its own pace, dropping the frames that come too late.")
    private boolean asLive;

    /** Whether a recording is to be played as if it were live. */
    public boolean asLive() {
        return asLive;
    }

    /** How the source is to be opened. */
    public SourceOptions applyTo(SourceOptions options, ConnectionListener listener) {
        Reconnect forEver = Reconnect.defaults().withListener(listener);
        Reconnect reconnect = reconnectFor.map(forEver::withGiveUpAfter).orElse(forEver);
        return options.withTimeouts(connectTimeout, readTimeout)
                .withReconnect(reconnect)
                .withAsLive(asLive);
    }
}
