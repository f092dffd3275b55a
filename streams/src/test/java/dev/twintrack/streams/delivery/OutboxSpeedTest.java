package dev.twintrack.streams.delivery;

import dev.twintrack.streams.EventType;
import dev.twintrack.streams.KafkaTopic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What an event costs the frame's way, broker away. It measures and asserts nothing: {@code -Dtwintrack.measure=true}. */
@EnabledIfSystemProperty(named = "twintrack.measure", matches = "true")
class OutboxSpeedTest {

    private static final int EVENTS = 20_000;

    @TempDir
    Path folder;

    @Test
    void costOfAnEvent() {
        KafkaDelivery memory =
                KafkaDelivery.to(KafkaTopic.of("127.0.0.1:1", "events")).withPatience(Duration.ofMillis(1));
        long begin = System.nanoTime();
        Outbox.open(folder.resolve("first")).close();
        System.out.printf(
                "first outbox of a process, opened and closed: %d ms%n", (System.nanoTime() - begin) / 1_000_000);
        for (int round = 0; round < 2; round++) {
            measure("update", memory, EventType.TRACK_UPDATED);
            measure("life cycle, in memory", memory, EventType.TRACK_LOST);
            measure("life cycle, in an outbox", memory.withOutbox(folder.resolve("box" + round)), EventType.TRACK_LOST);
        }
    }

    private static void measure(String what, KafkaDelivery delivery, EventType type) {
        try (KafkaSink sink = KafkaSink.open(delivery)) {
            long[] took = new long[EVENTS];
            for (int i = 0; i < EVENTS; i++) {
                var event = Events.track(type, i);
                long begin = System.nanoTime();
                sink.event(event);
                took[i] = System.nanoTime() - begin;
            }
            report(what, took);
        }
    }

    private static void report(String what, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(
                "%s: median %.1f us, 99 %% %.1f us, worst %.1f us%n",
                what,
                nanos[nanos.length / 2] / 1e3,
                nanos[(int) (nanos.length * 0.99)] / 1e3,
                nanos[nanos.length - 1] / 1e3);
    }
}
