package dev.twintrack.streams.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.StageTimes;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.SourceLosses;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a process counts and times, as Prometheus reads it. */
class MetersTest {

    private Observed observed = Observed.patient(Observed.LONG);

    @AfterEach
    void close() {
        observed.close();
    }

    @Test
    void streamsAreCounted() throws Exception {
        StreamWatch watch = observed.it().stream("gate");
        watch.over(Observed.CAMERA, () -> new SourceLosses(3, 7));
        watch.event(Observed.event(EventType.TRACK_STARTED));
        watch.event(Observed.event(EventType.TRACK_UPDATED));
        watch.event(Observed.event(EventType.TRACK_UPDATED));
        watch.frame(Observed.frame(), List.of());
        watch.lost("unplugged");
        watch.back(Duration.ofSeconds(2));
        assertThat(observed.metrics())
                .contains(
                        "twintrack_frames_total{stream=\"gate\"} 1.0",
                        "twintrack_frames_dropped_total{stream=\"gate\"} 7.0",
                        "twintrack_frames_undecodable_total{stream=\"gate\"} 3.0",
                        "twintrack_reconnects_total{stream=\"gate\"} 1.0",
                        "twintrack_events_total{stream=\"gate\",type=\"track.updated\"} 2.0",
                        "twintrack_latency_seconds_count{stream=\"gate\"} 3",
                        "twintrack_latency_seconds_bucket{stream=\"gate\",le=\"0.1\"} 0",
                        "twintrack_latency_seconds_bucket{stream=\"gate\",le=\"+Inf\"} 3");
    }

    @Test
    void streamThatIsClosedIsCountedNoMoreAndItsNameIsFree() throws Exception {
        StreamWatch watch = observed.it().stream("gate");
        watch.over(Observed.CAMERA, () -> new SourceLosses(0, 0));
        watch.frame(Observed.frame(), List.of());
        watch.close();
        assertThat(observed.metrics()).doesNotContain("gate");
        assertThat(observed.health("/ready").path("parts").size()).isZero();
        observed.it().stream("gate").over(Observed.CAMERA, () -> new SourceLosses(0, 5));
        assertThat(observed.metrics())
                .contains(
                        "twintrack_frames_total{stream=\"gate\"} 0.0",
                        "twintrack_frames_dropped_total{stream=\"gate\"} 5.0");
    }

    @Test
    void stagesOfTheTrackerAreTimed() throws Exception {
        TrackerWatch tracker = observed.it().tracker(() -> new StageTimes(4, 1_000_000_000, 6_000_000_000L, 0, 0));
        tracker.sample();
        assertThat(observed.metrics())
                .contains(
                        "twintrack_tracker_seconds_count{stage=\"encoder\"} 4",
                        "twintrack_tracker_seconds_sum{stage=\"encoder\"} 6.0",
                        "twintrack_tracker_seconds_sum{stage=\"crop\"} 1.0");
    }

    @Test
    void withoutMetricsNothingListens() {
        try (Observation quiet = Observation.logging(StateLog.off())) {
            StreamWatch watch = quiet.stream("gate");
            watch.over(Observed.CAMERA, () -> new SourceLosses(0, 0));
            watch.frame(Observed.frame(), List.of());
            watch.event(Observed.event(EventType.TRACK_UPDATED));
            assertThat(quiet.address()).isEmpty();
        }
    }
}
