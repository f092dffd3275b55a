package dev.twintrack.streams.serve;

import dev.twintrack.Nearest;
import dev.twintrack.Tracker;
import dev.twintrack.TwintrackException;
import dev.twintrack.streams.FrameSource;
import dev.twintrack.streams.Sink;
import dev.twintrack.streams.StreamTracks;
import dev.twintrack.streams.observe.Observation;
import dev.twintrack.streams.observe.StreamWatch;
import dev.twintrack.streams.page.LivePage;
import dev.twintrack.streams.page.PageStream;
import dev.twintrack.streams.page.Playback;
import io.micrometer.core.instrument.FunctionCounter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** The streams that run, by their names. Safe for any thread. */
final class Streams implements AutoCloseable, ServedStream.Stage {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Tracker tracker;
    private final Rounds rounds;
    private final Optional<Sink> events;
    private final Optional<LivePage> page;
    private final Observation observation;
    private final Consumer<String> report;
    private final InstantSource clock = InstantSource.system();
    private final Map<String, ServedStream> streams = new LinkedHashMap<>();

    /** The last of a name that may not have ended yet. */
    private final Map<String, ServedStream> leaving = new LinkedHashMap<>();

    private final Map<String, StreamWatch> watches = new HashMap<>();
    private boolean closed;

    /**
     * @param tracker of all streams; whoever opened it closes it, after this
     * @param events where the events of all streams go, beside each stream's own outputs; likewise
     * @param page that shows the streams; likewise
     * @param observation what the process lets be seen of itself; likewise
     * @param report takes a line whenever the state of a stream changes
     */
    Streams(
            Tracker tracker,
            Optional<Sink> events,
            Optional<LivePage> page,
            Observation observation,
            Consumer<String> report) {
        this.tracker = tracker;
        this.rounds = new Rounds(tracker, observation.tracker(tracker::times)::sample);
        this.events = events;
        this.page = page;
        this.observation = observation;
        this.report = report;
        count(observation, "twintrack.rounds", "Batches that went through the network", Rounds.Tally::rounds);
        count(observation, "twintrack.rounds.looks", "Targets looked for in them", Rounds.Tally::looks);
    }

    /**
     * Starts a stream, after the last one of its name has ended.
     *
     * @param command that the events of its first targets answer
     * @throws TwintrackException when one of this name runs
     */
    synchronized ServedStream start(StreamConfig config, Optional<String> command) {
        String id = config.id();
        ServedStream old = streams.get(id);
        if (closed || old != null && !old.ended().isDone()) {
            throw new TwintrackException(
                    closed ? "the program ends" : "stream %s runs already: stop it first".formatted(id));
        }
        // Event ids must not return, neither in this run nor in the next.
        StreamTracks tracks = new StreamTracks(id, tracker, clock.millis());
        ServedStream stream = new ServedStream(config, tracks, rounds, this, command);
        ServedStream before = leaving.remove(id);
        streams.put(id, stream);
        stream.launch(before == null ? CompletableFuture.completedFuture("") : before.ended());
        return stream;
    }

    /**
     * Ends a stream and forgets it.
     *
     * @return done when it has ended, which an address that does not answer may delay
     * @throws TwintrackException when there is none of this name
     */
    synchronized CompletableFuture<String> stop(String id, String reason) {
        ServedStream stream = named(id);
        streams.remove(id);
        leaving.values().removeIf(other -> other.ended().isDone());
        leaving.put(id, stream);
        return stream.dismiss(reason);
    }

    /** @throws TwintrackException when there is none of this name */
    synchronized ServedStream named(String id) {
        return find(id).orElseThrow(() -> new TwintrackException(
                streams.isEmpty()
                        ? "there is no stream '%s', and no other".formatted(id)
                        : "there is no stream '%s': %s".formatted(id, Nearest.hint(id, streams.keySet()))));
    }

    synchronized Optional<ServedStream> find(String id) {
        return Optional.ofNullable(streams.get(id));
    }

    synchronized List<ServedStream> all() {
        return List.copyOf(streams.values());
    }

    Rounds.Tally tally() {
        return rounds.tally();
    }

    @Override
    public synchronized StreamWatch watch(ServedStream stream) {
        String id = stream.config().id();
        unwatch(id);
        StreamWatch watch = observation.stream(id);
        watches.put(id, watch);
        return watch;
    }

    @Override
    public boolean watched() {
        return page.isPresent();
    }

    @Override
    public Outlets open(ServedStream stream, FrameSource source) {
        StreamConfig config = stream.config();
        Outlets outlets = new Outlets();
        try {
            StreamWatch watch = watched(config.id());
            watch.over(source.info(), source::losses);
            outlets.add(new SharedSink(watch));
            for (Path output : config.outputs()) {
                outlets.add(Sink.toFile(output, source.info()));
            }
            events.ifPresent(shared -> outlets.add(new SharedSink(shared)));
            page.ifPresent(live -> outlets.add(shown(live, stream, source)));
        } catch (RuntimeException e) {
            outlets.close();
            throw e;
        }
        report.accept("stream %s runs: %s".formatted(config.id(), source.info().description()));
        return outlets;
    }

    @Override
    public void say(String line) {
        report.accept(line);
    }

    @Override
    public void left(ServedStream stream) {
        page.ifPresent(live -> live.remove(stream.config().id()));
        unwatch(stream.config().id());
    }

    private synchronized StreamWatch watched(String id) {
        return watches.get(id);
    }

    private synchronized void unwatch(String id) {
        StreamWatch old = watches.remove(id);
        if (old != null) {
            old.close();
        }
    }

    /** Ends all streams, and waits for those that end in time. */
    @Override
    public void close() {
        List<ServedStream> rest;
        synchronized (this) {
            closed = true;
            rest = all();
        }
        rest.forEach(stream -> stream.end("the program ended"));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (ServedStream stream : rest) {
            await(stream.ended(), deadline);
        }
        rounds.close();
    }

    private void count(Observation seen, String name, String words, ToDoubleFunction<Rounds.Tally> of) {
        FunctionCounter.builder(name, rounds, one -> of.applyAsDouble(one.tally()))
                .description(words)
                .register(seen.registry());
    }

    private static PageStream shown(LivePage live, ServedStream stream, FrameSource source) {
        String id = stream.config().id();
        live.remove(id);
        Optional<Playback> recording = source instanceof Playback playback ? Optional.of(playback) : Optional.empty();
        PageStream onPage = live.show(id, source.info(), recording);
        onPage.commands(stream, false);
        return onPage;
    }

    private static void await(CompletableFuture<String> end, long deadline) {
        try {
            end.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // Its thread hangs in an address that does not answer, and ends with the process.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
