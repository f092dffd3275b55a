package dev.twintrack.streams.observe;

import dev.twintrack.StageTimes;
import dev.twintrack.TwintrackException;
import dev.twintrack.streams.delivery.DeliveryState;
import dev.twintrack.streams.page.PageAddress;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What a process lets be seen of itself. Safe for any thread. */
public final class Observation implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(500);

    private final MeterRegistry registry;
    private final Health health = new Health();
    private final StateLog log;
    private final Duration patience;
    private final InstantSource clock;
    /** What the registry knows by weak references only. */
    private final List<Object> watched = new ArrayList<>();

    /** What is closed with it. */
    private Optional<LibraryLog> libraries = Optional.empty();

    private final Optional<ObservationServer> server;
    private final Optional<HealthWatch> watch;

    private Observation(
            MeterRegistry registry,
            StateLog log,
            Duration patience,
            InstantSource clock,
            Optional<Listening> listening) {
        this.registry = registry;
        this.log = log;
        this.patience = patience;
        this.clock = clock;
        this.server = listening.map(where -> ObservationServer.open(where, health));
        this.watch = server.map(there -> new HealthWatch(health, log, LOOK));
    }

    /** Where to listen, what for, and who may ask. */
    record Listening(PageAddress address, Optional<String> token, PrometheusMeterRegistry registry) {}

    /** Counts nothing and serves nothing: a log alone. */
    public static Observation logging(StateLog log) {
        // A composite of no registries is a registry whose meters do nothing.
        return new Observation(
                new CompositeMeterRegistry(), log, Duration.ofDays(1), InstantSource.system(), Optional.empty());
    }

    /**
     * Counts, and serves {@code /metrics}, {@code /health} and {@code /ready}.
     *
     * @param address where to listen
     * @param token who asks from another machine must know; made up when empty
     * @param log gets the changes of state
     * @param patience how long a stream may be silent, or a broker away, before the process is no longer healthy
     * @throws TwintrackException when the address is taken or not this machine's
     */
    public static Observation serving(PageAddress address, Optional<String> token, StateLog log, Duration patience) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        return new Observation(
                registry, log, patience, InstantSource.system(), Optional.of(new Listening(address, token, registry)));
    }

    /** From now on, and until it is closed, tells what libraries say as well. */
    Observation withLibraries() {
        libraries = Optional.of(new LibraryLog(log));
        return this;
    }

    /** One stream more; its name must be free. */
    public StreamWatch stream(String name) {
        StreamCondition condition = new StreamCondition(patience);
        String check = "stream " + name;
        health.add(check, condition::condition);
        return new StreamWatch(
                name, new StreamMeters(registry, clock, name), condition, log, () -> health.remove(check));
    }

    /** The tracker of this process, for where its time goes. */
    public TrackerWatch tracker(Supplier<StageTimes> times) {
        return kept(new TrackerWatch(registry, times));
    }

    /** A sink with a queue of its own, such as {@code kafka}: what waits in it, and whether the other side answers. */
    public void delivery(String sink, Delivery delivery) {
        DeliveryMeters.register(registry, sink, kept(delivery));
        health.add(sink, () -> DeliveryMeters.condition(delivery, patience));
    }

    /** The way to Kafka, as the sink {@code kafka}. */
    public void kafka(Supplier<DeliveryState> state) {
        delivery("kafka", new WatchedKafka(state));
    }

    /** For parts that are none of the above. */
    public Health health() {
        return health;
    }

    /** For meters that are none of the above. */
    public MeterRegistry registry() {
        return registry;
    }

    public StateLog log() {
        return log;
    }

    /** Where the meters are served; with the token that other machines need. */
    public Optional<String> address() {
        return server.map(ObservationServer::address);
    }

    @Override
    public void close() {
        watch.ifPresent(HealthWatch::close);
        server.ifPresent(ObservationServer::close);
        registry.close();
        libraries.ifPresent(LibraryLog::close);
    }

    private synchronized <T> T kept(T object) {
        watched.add(object);
        return object;
    }
}
