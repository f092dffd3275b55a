package dev.twintrack.streams.worker;

import dev.twintrack.StageTimes;
import dev.twintrack.streams.Event;
import dev.twintrack.streams.TrackView;
import dev.twintrack.streams.observe.Condition;
import dev.twintrack.streams.observe.Delivery;
import dev.twintrack.streams.observe.Observation;
import dev.twintrack.streams.observe.StateLog;
import dev.twintrack.streams.observe.StreamWatch;
import dev.twintrack.streams.observe.TrackerWatch;
import io.micrometer.core.instrument.FunctionCounter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * A worker seen from outside: what it has done and left out, each stream while it is this worker's, and whether Kafka
 * answers. {@link #seen} and {@link #left} belong to the thread that works.
 */
final class WorkerWatch {

    /** A heartbeat this old is one that was missed. */
    private static final Duration MISSED = Duration.ofSeconds(5);

    private final Observation observation;
    private final Map<String, StreamWatch> streams = new HashMap<>();
    private final AtomicLong delivered = new AtomicLong();
    private Optional<TrackerWatch> tracker = Optional.empty();

    WorkerWatch(Observation observation) {
        this.observation = observation;
    }

    /** Shows nothing. */
    static WorkerWatch none() {
        return new WorkerWatch(Observation.logging(StateLog.off()));
    }

    /** Shows these from now on; the times are asked for by {@link #seen}. */
    void over(Counts counts, Supplier<StageTimes> times) {
        tracker = Optional.of(observation.tracker(times));
        for (Counts.Kind kind : Counts.Kind.values()) {
            FunctionCounter.builder("twintrack.worker", counts, all -> all.of(kind))
                    .description("What a worker has done and left out")
                    .tag("what", kind.name().toLowerCase(Locale.ROOT))
                    .register(observation.registry());
        }
    }

    /**
     * Shows how the worker is from now on.
     *
     * @param condition of its share
     * @param heartbeat how long ago the brokers were last told that it is there; both answer at once, to any thread
     */
    void kafka(Supplier<Condition> condition, Supplier<Duration> heartbeat) {
        observation.health().add("worker", condition);
        observation.delivery("kafka", new Delivery() {
            @Override
            public long queued() {
                return 0;
            }

            @Override
            public long delivered() {
                return delivered.get();
            }

            @Override
            public long lost() {
                return 0;
            }

            @Override
            public Optional<Duration> away() {
                return Optional.of(heartbeat.get()).filter(silence -> silence.compareTo(MISSED) > 0);
            }
        });
    }

    /** A frame's events are on their way. */
    void seen(String stream, List<Event> events, List<TrackView> views) {
        StreamWatch watch = streams.computeIfAbsent(stream, observation::stream);
        events.forEach(watch::event);
        watch.seen(views);
        tracker.ifPresent(TrackerWatch::sample);
        delivered.addAndGet(events.size());
    }

    /** The stream has ended, or is somebody else's now. */
    void left(String stream) {
        StreamWatch watch = streams.remove(stream);
        if (watch != null) {
            watch.close();
        }
    }
}
