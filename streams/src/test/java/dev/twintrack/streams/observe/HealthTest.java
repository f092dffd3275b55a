package dev.twintrack.streams.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.streams.SourceInfo;
import dev.twintrack.streams.SourceLosses;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a process is ready, and when it is not well. */
class HealthTest {

    private static final Duration LONG = Duration.ofSeconds(90);

    private Observed observed = Observed.patient(Observed.LONG);

    @AfterEach
    void close() {
        observed.close();
    }

    @Test
    void streamIsReadyWithItsFirstFrameAndNotWhileItIsLost() throws Exception {
        StreamWatch watch = observed.it().stream("gate");
        watch.over(Observed.CAMERA, () -> new SourceLosses(0, 0));
        assertThat(observed.get("/ready").statusCode()).isEqualTo(503);
        assertThat(observed.get("/health").statusCode()).isEqualTo(200);
        watch.frame(Observed.frame(), List.of());
        assertThat(observed.get("/ready").statusCode()).isEqualTo(200);
        watch.lost("connection to camera:0 lost");
        assertThat(observed.get("/health").statusCode()).isEqualTo(200);
        assertThat(observed.health("/ready").toString())
                .contains("\"status\":\"down\"", "stream gate", "waiting", "connection to camera:0 lost");
        watch.back(Duration.ofSeconds(1));
        assertThat(observed.get("/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void streamThatIsSilentForTooLongIsNotHealthyUntilItsNextFrame() throws Exception {
        observed.close();
        observed = Observed.patient(Duration.ofMillis(50));
        StreamWatch silent = observed.it().stream("yard");
        silent.over(Observed.CAMERA, () -> new SourceLosses(0, 0));
        silent.frame(Observed.frame(), List.of());
        Awaitility.await().atMost(LONG).until(() -> observed.get("/health").statusCode() == 503);
        assertThat(observed.health("/health").path("parts").get(0).path("name").asString())
                .isEqualTo("stream yard");
        assertThat(observed.health("/health").toString())
                .containsPattern("no frame for \\d+ s")
                .contains("failed");
    }

    @Test
    void recordingMayPause() throws Exception {
        observed.close();
        observed = Observed.patient(Duration.ofNanos(1));
        StreamWatch watch = observed.it().stream("clip");
        watch.over(
                new SourceInfo("clip.mp4", OptionalLong.of(9), OptionalDouble.of(25), false),
                () -> new SourceLosses(0, 0));
        watch.frame(Observed.frame(), List.of());
        assertThat(observed.get("/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void fullOutboxAndALongAbsentBrokerAreNotHealthy() throws Exception {
        DictatedDelivery kafka = new DictatedDelivery();
        observed.it().delivery("kafka", kafka);
        assertThat(observed.get("/ready").statusCode()).isEqualTo(200);
        kafka.away = Optional.of(Duration.ofSeconds(3));
        assertThat(observed.get("/ready").statusCode()).isEqualTo(503);
        assertThat(observed.get("/health").statusCode()).isEqualTo(200);
        kafka.away = Optional.of(Duration.ofHours(2));
        assertThat(observed.get("/health").body()).contains("\"kafka\"", "no answer for 7200 s");
        assertThat(observed.get("/health").statusCode()).isEqualTo(503);
        kafka.away = Optional.empty();
        kafka.outbox = 100;
        assertThat(observed.get("/health").body()).contains("the outbox is full, with 100 events in it");
        assertThat(observed.metrics())
                .contains(
                        "twintrack_queue_depth{sink=\"kafka\"} 5.0",
                        "twintrack_outbox_size{sink=\"kafka\"} 100.0",
                        "twintrack_events_lost_total{sink=\"kafka\"} 2.0");
    }

    @Test
    void checkThatBreaksIsAFailure() throws Exception {
        observed.it().health().add("commands", () -> {
            throw new IllegalStateException("no such topic");
        });
        assertThat(observed.get("/health").body()).contains("commands", "no such topic");
        assertThat(observed.get("/health").statusCode()).isEqualTo(503);
    }

    @Test
    void failureAndRecoveryOfAPartAreToldOnceEach() {
        AtomicReference<Condition> condition = new AtomicReference<>(Condition.failed("no such topic"));
        observed.it().health().add("commands", condition::get);
        Awaitility.await().atMost(LONG).until(() -> observed.log().contains("health.failed"));
        condition.set(Condition.ok());
        Awaitility.await().atMost(LONG).until(() -> observed.log().contains("health.well"));
        assertThat(observed.log().lines()).hasSize(2);
        assertThat(observed.log()).contains("commands: no such topic");
    }
}
