package dev.twintrack.streams.observe;

import dev.twintrack.Status;
import dev.twintrack.streams.Event;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.SourceLosses;
import dev.twintrack.streams.TrackView;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** The meters of one stream. One thread writes, any may read. */
final class StreamMeters {

    private static final String STREAM = "stream";
    private static final Duration[] LATENCIES = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(20),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(200),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5)
    };

    private final MeterRegistry registry;
    private final InstantSource clock;
    private final String stream;
    private final List<Meter> mine = new ArrayList<>();
    private final Map<EventType, Counter> events = new EnumMap<>(EventType.class);
    private final Map<Status, AtomicLong> targets = new EnumMap<>(Status.class);
    private final Counter frames;
    private final Counter reconnects;
    private final Timer latency;

    StreamMeters(MeterRegistry registry, InstantSource clock, String stream) {
        this.registry = registry;
        this.clock = clock;
        this.stream = stream;
        this.frames = kept(Counter.builder("twintrack.frames")
                .description("Frames that went through the tracker")
                .tag(STREAM, stream)
                .register(registry));
        this.reconnects = kept(Counter.builder("twintrack.reconnects")
                .description("Times that the source was lost and came back")
                .tag(STREAM, stream)
                .register(registry));
        this.latency = kept(Timer.builder("twintrack.latency")
                .description("From the capture of a frame to an event about it")
                .tag(STREAM, stream)
                .serviceLevelObjectives(LATENCIES)
                .register(registry));
        for (EventType type : EventType.values()) {
            events.put(
                    type,
                    kept(Counter.builder("twintrack.events")
                            .description("Events given to the sinks")
                            .tags(STREAM, stream, "type", type.wireName())
                            .register(registry)));
        }
        for (Status status : Status.values()) {
            AtomicLong count = new AtomicLong();
            targets.put(status, count);
            kept(Gauge.builder("twintrack.targets", count, AtomicLong::doubleValue)
                    .description("Targets alive, by what is known of them")
                    .tags(STREAM, stream, "status", status.name().toLowerCase(Locale.ROOT))
                    .register(registry));
        }
    }

    void losses(Supplier<SourceLosses> losses) {
        kept(FunctionCounter.builder("twintrack.frames.dropped", losses, source -> source.get()
                        .dropped())
                .description("Frames of a live source that were too late")
                .tag(STREAM, stream)
                .register(registry));
        kept(FunctionCounter.builder("twintrack.frames.undecodable", losses, source -> source.get()
                        .undecodable())
                .description("Frames that could not be decoded")
                .tag(STREAM, stream)
                .register(registry));
    }

    void frame(List<TrackView> tracks) {
        frames.increment();
        for (Map.Entry<Status, AtomicLong> count : targets.entrySet()) {
            count.getValue()
                    .set(tracks.stream()
                            .filter(view -> view.estimate().status() == count.getKey())
                            .count());
        }
    }

    void event(Event event) {
        events.get(event.type()).increment();
        // An end tells of a frame that is over.
        if (event.type() != EventType.TRACK_ENDED && event.type() != EventType.STREAM_ENDED) {
            Duration took = Duration.between(event.at().captureTime(), clock.instant());
            latency.record(took.isNegative() ? Duration.ZERO : took);
        }
    }

    void reconnected() {
        reconnects.increment();
    }

    void remove() {
        mine.forEach(registry::remove);
    }

    private <M extends Meter> M kept(M meter) {
        mine.add(meter);
        return meter;
    }
}
