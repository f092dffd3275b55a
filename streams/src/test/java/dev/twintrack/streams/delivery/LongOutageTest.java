package dev.twintrack.streams.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.streams.EmbeddedBroker;
import dev.twintrack.streams.Event;
import dev.twintrack.streams.EventJson;
import dev.twintrack.streams.EventReader;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.KafkaTopic;
import dev.twintrack.streams.StreamEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four targets at 25 frames a second, while a real broker is there, away for a while, and back: what a frame pays for
 * its events in each of these. Only by {@code -Dtwintrack.outage=SECONDS}, since it takes its time.
 */
@EnabledIfSystemProperty(named = "twintrack.outage", matches = "\\d+")
class LongOutageTest {

    private static final int FRAMES_PER_SECOND = 25;
    private static final int TARGETS = 4;

    @TempDir
    Path folder;

    private long frame;
    private long lifeCycle;

    @Test
    void aFramePaysTheSameForItsEventsWhetherTheBrokerIsThereOrNot() {
        int seconds = Integer.getInteger("twintrack.outage");
        EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        int port = Ports.of(broker.bootstrapServers());
        KafkaTopic topic = KafkaTopic.of(broker.bootstrapServers(), "events");
        KafkaDelivery delivery =
                KafkaDelivery.to(topic).withOutbox(folder.resolve("outbox")).withPatience(Duration.ofSeconds(120));
        try (KafkaSink sink = KafkaSink.open(delivery)) {
            sink.event(Events.stream(EventType.STREAM_STARTED, 0));
            run(sink, 20);
            report("broker there", run(sink, 20));
            broker.close();
            report("broker away", run(sink, seconds));
            DeliveryState worst = sink.state();
            System.out.println(worst);
            broker = EmbeddedBroker.start(folder.resolve("broker"), port);
            report("broker back", run(sink, 20));
            sink.event(Events.stream(EventType.STREAM_ENDED, 1));
            sink.finish();
            List<Event> events = EventReader.untilEnd(topic, "gate").stream()
                    .map(record -> EventJson.read(record.value()))
                    .toList();
            long missed = events.stream()
                    .filter(StreamEvent.class::isInstance)
                    .mapToLong(event -> ((StreamEvent) event).missed().orElse(0))
                    .sum();
            long arrived = events.stream()
                    .filter(event -> event.type().ofTrack() && !event.type().droppable())
                    .count();
            System.out.printf("%d events arrived, gaps tell of %d missing%n", events.size(), missed);
            assertThat(missed).isEqualTo(sink.state().thinned());
            assertThat(arrived).isEqualTo(lifeCycle);
        } finally {
            broker.close();
        }
    }

    private List<Long> run(KafkaSink sink, int seconds) {
        List<Long> took = new ArrayList<>();
        long next = System.nanoTime();
        for (int i = 0; i < seconds * FRAMES_PER_SECOND; i++, frame++) {
            long begin = System.nanoTime();
            for (int target = 0; target < TARGETS; target++) {
                EventType type = type(target);
                lifeCycle += type.droppable() ? 0 : 1;
                sink.event(Events.track(Integer.toString(target), type, frame));
            }
            took.add(System.nanoTime() - begin);
            next += 1_000_000_000L / FRAMES_PER_SECOND;
            LockSupport.parkNanos(next - System.nanoTime());
        }
        return took;
    }

    /** Each target is lost or found again every two seconds. */
    private EventType type(int target) {
        long phase = (frame + 10L * target) % 100;
        return phase == 0 ? EventType.TRACK_LOST : phase == 50 ? EventType.TRACK_RECOVERED : EventType.TRACK_UPDATED;
    }

    private static void report(String when, List<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        System.out.printf(
                "%s: %d frames, median %.0f us, 95 %% %.0f us, 99 %% %.0f us, worst %.0f us%n",
                when,
                sorted.length,
                sorted[sorted.length / 2] / 1e3,
                sorted[(int) (sorted.length * 0.95)] / 1e3,
                sorted[(int) (sorted.length * 0.99)] / 1e3,
                sorted[sorted.length - 1] / 1e3);
    }
}
