package dev.twintrack.streams.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.ToDoubleFunction;

/** The meters and the condition of one sink with a queue. Safe for any thread. */
final class DeliveryMeters {

    private DeliveryMeters() {}

    static void register(MeterRegistry registry, String sink, Delivery delivery) {
        gauge(registry, "twintrack.queue.depth", "Events that wait in memory", sink, delivery, Delivery::queued);
        gauge(registry, "twintrack.outbox.size", "Events that wait on disk", sink, delivery, Delivery::outboxSize);
        gauge(
                registry,
                "twintrack.sink.away",
                "1 while the other side does not answer",
                sink,
                delivery,
                to -> to.away().isPresent() ? 1 : 0);
        counter(registry, "twintrack.events.delivered", "Events that arrived", sink, delivery, Delivery::delivered);
        counter(registry, "twintrack.events.lost", "Events that will never arrive", sink, delivery, Delivery::lost);
    }

    /** @param patience how long the other side may be away */
    static Condition condition(Delivery delivery, Duration patience) {
        if (delivery.outboxFull()) {
            return Condition.failed("the outbox is full, with %d events in it".formatted(delivery.outboxSize()));
        }
        if (delivery.away().isEmpty()) {
            return Condition.ok();
        }
        Duration away = delivery.away().get();
        String words = "no answer for %d s".formatted(away.toSeconds());
        return away.compareTo(patience) > 0 ? Condition.failed(words) : Condition.waiting(words);
    }

    private static void gauge(
            MeterRegistry registry,
            String name,
            String description,
            String sink,
            Delivery delivery,
            ToDoubleFunction<Delivery> value) {
        Gauge.builder(name, delivery, value)
                .description(description)
                .tag("sink", sink)
                .strongReference(true)
                .register(registry);
    }

    private static void counter(
            MeterRegistry registry,
            String name,
            String description,
            String sink,
            Delivery delivery,
            ToDoubleFunction<Delivery> value) {
        FunctionCounter.builder(name, delivery, value)
                .description(description)
                .tag("sink", sink)
                .register(registry);
    }
}
