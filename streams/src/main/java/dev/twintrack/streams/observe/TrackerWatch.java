package dev.twintrack.streams.observe;

import dev.twintrack.StageTimes;
import dev.twintrack.streams.Sink;
import dev.twintrack.streams.TimedFrame;
import dev.twintrack.streams.TrackView;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Where a tracker's time goes. The times are asked for by the thread that drives the tracker alone, as a tracker wants:
 * as a sink of one of its streams, or through {@link #sample()}.
 */
public final class TrackerWatch implements Sink {

    private static final Map<String, ToLongFunction<StageTimes>> STAGES = Map.of(
            "crop", StageTimes::crop,
            "encoder", StageTimes::encoder,
            "correlation", StageTimes::correlation,
            "rest", StageTimes::rest);

    private final Supplier<StageTimes> times;
    private volatile StageTimes latest = new StageTimes(0, 0, 0, 0, 0);

    TrackerWatch(MeterRegistry registry, Supplier<StageTimes> times) {
        this.times = times;
        STAGES.forEach((stage, nanos) -> FunctionTimer.builder(
                        "twintrack.tracker",
                        this,
                        watch -> watch.latest.updates(),
                        watch -> nanos.applyAsLong(watch.latest),
                        TimeUnit.NANOSECONDS)
                .description("Time of the tracker's stages; the count is that of targets looked for")
                .tag("stage", stage)
                .register(registry));
    }

    /** Reads the times, on the thread that drives the tracker. */
    public void sample() {
        latest = times.get();
    }

    @Override
    public void frame(TimedFrame frame, List<TrackView> tracks) {
        sample();
    }
}
