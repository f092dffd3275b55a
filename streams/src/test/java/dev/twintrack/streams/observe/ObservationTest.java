package dev.twintrack.streams.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twintrack.Box;
import dev.twintrack.Frame;
import dev.twintrack.StageTimes;
import dev.twintrack.Status;
import dev.twintrack.TwintrackException;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.FrameStamp;
import dev.twintrack.streams.SourceInfo;
import dev.twintrack.streams.SourceLosses;
import dev.twintrack.streams.TimedFrame;
import dev.twintrack.streams.TrackEvent;
import dev.twintrack.streams.page.PageAddress;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a process shows of itself, asked for over HTTP as Prometheus and an orchestrator would. */
class ObservationTest {

    private static final Duration LONG = Duration.ofHours(1);
    private static final SourceInfo CAMERA =
            new SourceInfo("camera:0", OptionalLong.empty(), OptionalDouble.empty(), true);
    private static final String TOKEN = "a-token-of-some-length";

    private final StringWriter lines = new StringWriter();
    private final StateLog log = StateLog.json(new PrintWriter(lines, true), InstantSource.fixed(Instant.EPOCH));
    private final HttpClient http = HttpClient.newHttpClient();
    private Observation observation = serving(LONG);

    @AfterEach
    void close() {
        observation.close();
    }

    @Test
    void streamsAreCounted() throws Exception {
        StreamWatch watch = observation.stream("gate");
        watch.over(CAMERA, () -> new SourceLosses(3, 7));
        watch.event(event(EventType.TRACK_STARTED));
        watch.event(event(EventType.TRACK_UPDATED));
        watch.event(event(EventType.TRACK_UPDATED));
        watch.frame(frame(), List.of());
        watch.lost("unplugged");
        watch.back(Duration.ofSeconds(2));
        assertThat(metrics())
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
        StreamWatch watch = observation.stream("gate");
        watch.over(CAMERA, () -> new SourceLosses(0, 0));
        watch.frame(frame(), List.of());
        watch.close();
        assertThat(metrics()).doesNotContain("gate");
        assertThat(health("/ready").path("parts").size()).isZero();
        observation.stream("gate").over(CAMERA, () -> new SourceLosses(0, 5));
        assertThat(metrics())
                .contains(
                        "twintrack_frames_total{stream=\"gate\"} 0.0",
                        "twintrack_frames_dropped_total{stream=\"gate\"} 5.0");
    }

    @Test
    void stagesOfTheTrackerAreTimed() throws Exception {
        TrackerWatch tracker = observation.tracker(() -> new StageTimes(4, 1_000_000_000, 6_000_000_000L, 0, 0));
        tracker.sample();
        assertThat(metrics())
                .contains(
                        "twintrack_tracker_seconds_count{stage=\"encoder\"} 4",
                        "twintrack_tracker_seconds_sum{stage=\"encoder\"} 6.0",
                        "twintrack_tracker_seconds_sum{stage=\"crop\"} 1.0");
    }

    @Test
    void streamIsReadyWithItsFirstFrameAndNotWhileItIsLost() throws Exception {
        StreamWatch watch = observation.stream("gate");
        watch.over(CAMERA, () -> new SourceLosses(0, 0));
        assertThat(get("/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health").statusCode()).isEqualTo(200);
        watch.frame(frame(), List.of());
        assertThat(get("/ready").statusCode()).isEqualTo(200);
        watch.lost("connection to camera:0 lost");
        assertThat(get("/health").statusCode()).isEqualTo(200);
        assertThat(health("/ready").toString())
                .contains("\"status\":\"down\"", "stream gate", "waiting", "connection to camera:0 lost");
        watch.back(Duration.ofSeconds(1));
        assertThat(get("/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void streamThatIsSilentForTooLongIsNotHealthyUntilItsNextFrame() throws Exception {
        observation.close();
        observation = serving(Duration.ofMillis(50));
        StreamWatch silent = observation.stream("yard");
        silent.over(CAMERA, () -> new SourceLosses(0, 0));
        silent.frame(frame(), List.of());
        Awaitility.await().until(() -> get("/health").statusCode() == 503);
        assertThat(health("/health").path("parts").get(0).path("name").asString())
                .isEqualTo("stream yard");
        assertThat(health("/health").toString()).contains("no frame for 0 s", "failed");
    }

    @Test
    void recordingMayPause() throws Exception {
        observation.close();
        observation = serving(Duration.ofNanos(1));
        StreamWatch watch = observation.stream("clip");
        watch.over(
                new SourceInfo("clip.mp4", OptionalLong.of(9), OptionalDouble.of(25), false),
                () -> new SourceLosses(0, 0));
        watch.frame(frame(), List.of());
        assertThat(get("/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void fullOutboxAndALongAbsentBrokerAreNotHealthy() throws Exception {
        DictatedDelivery kafka = new DictatedDelivery();
        observation.delivery("kafka", kafka);
        assertThat(get("/ready").statusCode()).isEqualTo(200);
        kafka.away = Optional.of(Duration.ofSeconds(3));
        assertThat(get("/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health").statusCode()).isEqualTo(200);
        kafka.away = Optional.of(Duration.ofHours(2));
        assertThat(get("/health").body()).contains("\"kafka\"", "no answer for 7200 s");
        assertThat(get("/health").statusCode()).isEqualTo(503);
        kafka.away = Optional.empty();
        kafka.outbox = 100;
        assertThat(get("/health").body()).contains("the outbox is full, with 100 events in it");
        assertThat(metrics())
                .contains(
                        "twintrack_queue_depth{sink=\"kafka\"} 5.0",
                        "twintrack_outbox_size{sink=\"kafka\"} 100.0",
                        "twintrack_events_lost_total{sink=\"kafka\"} 2.0");
    }

    @Test
    void checkThatBreaksIsAFailure() throws Exception {
        observation.health().add("commands", () -> {
            throw new IllegalStateException("no such topic");
        });
        assertThat(get("/health").body()).contains("commands", "no such topic");
        assertThat(get("/health").statusCode()).isEqualTo(503);
    }

    @Test
    void everyChangeOfStateIsALineAndNoUpdateIs() {
        StreamWatch watch = observation.stream("gate");
        watch.event(event(EventType.TRACK_STARTED));
        watch.event(event(EventType.TRACK_UPDATED));
        watch.event(event(EventType.TRACK_LOST));
        watch.lost("connection to camera:0 lost\n{}");
        watch.failed("refused", Duration.ofSeconds(1));
        watch.back(Duration.ofMillis(1500));
        List<JsonNode> told = lines.toString()
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
        assertThat(told)
                .extracting(line -> line.path("what").asString())
                .containsExactly("track.started", "track.lost", "source.lost", "source.back");
        assertThat(told.get(1).path("track").asString()).isEqualTo("1");
        assertThat(told.get(3).path("words").asString()).isEqualTo("back after 1.5 s");
    }

    @Test
    void textLogIsOneLineAChangeWhateverTheWords() {
        StringWriter text = new StringWriter();
        StateLog.text(new PrintWriter(text, true), InstantSource.fixed(Instant.EPOCH))
                .tell(StateLog.Change.of("source.lost", "gate", "connection\r\nlost"));
        assertThat(text.toString().lines())
                .containsExactly("1970-01-01T00:00:00Z source.lost      gate connection lost");
    }

    @Test
    void otherMachinesNeedTheToken() throws Exception {
        observation.close();
        observation = Observation.serving(new PageAddress("0.0.0.0", 0), Optional.of(TOKEN), log, LONG);
        assertThat(observation.address().orElseThrow()).doesNotContain(TOKEN);
        for (String path : List.of("/metrics", "/health", "/ready", "/")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(401);
        }
        assertThat(asked("/metrics", "Bearer " + TOKEN)).isEqualTo(200);
        assertThat(asked("/metrics", "bearer  " + TOKEN)).isEqualTo(200);
        assertThat(asked("/metrics", "Bearer " + TOKEN + "x")).isEqualTo(401);
        assertThat(asked("/metrics", TOKEN)).isEqualTo(401);
    }

    @Test
    void tokenThatIsMadeUpIsToldOnceAtTheStart() throws Exception {
        observation.close();
        observation = Observation.serving(new PageAddress("0.0.0.0", 0), Optional.empty(), log, LONG);
        String token = observation.address().orElseThrow().replaceAll(".*token (\\w+).*", "$1");
        assertThat(token).hasSize(32);
        assertThat(asked("/health", "Bearer " + token)).isEqualTo(200);
    }

    @Test
    void nothingElseIsThere() throws Exception {
        assertThat(get("/").statusCode()).isEqualTo(404);
        HttpRequest post = HttpRequest.newBuilder(uri("/metrics"))
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build();
        assertThat(http.send(post, BodyHandlers.ofString()).statusCode()).isBetween(400, 499);
    }

    @Test
    void requestsThatNeverEndAndRequestsThatAreNoneHoldNobodyUp() throws Exception {
        Random random = new Random(11);
        List<Socket> stalled = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Socket half = new Socket("127.0.0.1", uri("/").getPort());
            half.getOutputStream().write("GET /health HTTP/1.1\r\nHost: local".getBytes(StandardCharsets.US_ASCII));
            stalled.add(half);
        }
        for (int i = 0; i < 200; i++) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            try (Socket socket = new Socket("127.0.0.1", uri("/").getPort())) {
                OutputStream out = socket.getOutputStream();
                out.write((i % 2 == 0 ? "GET /metrics HTTP/1.1\r\n" : "").getBytes(StandardCharsets.US_ASCII));
                out.write(noise);
                out.write("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // Hung up on before the end of the noise, as is right.
            }
        }
        assertThat(get("/health").statusCode()).isEqualTo(200);
        for (Socket half : stalled) {
            half.close();
        }
    }

    @Test
    void failureAndRecoveryOfAPartAreToldOnceEach() {
        AtomicReference<Condition> condition = new AtomicReference<>(Condition.failed("no such topic"));
        observation.health().add("commands", condition::get);
        Awaitility.await().until(() -> lines.toString().contains("health.failed"));
        condition.set(Condition.ok());
        Awaitility.await().until(() -> lines.toString().contains("health.well"));
        assertThat(lines.toString().lines()).hasSize(2);
        assertThat(lines.toString()).contains("commands: no such topic");
    }

    @Test
    void takenPortIsAFault() {
        assertThatThrownBy(() -> Observation.serving(
                                new PageAddress("localhost", uri("/").getPort()), Optional.empty(), log, LONG)
                        .close())
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("--metrics");
    }

    @Test
    void withoutMetricsNothingListens() {
        try (Observation quiet = Observation.logging(StateLog.off())) {
            StreamWatch watch = quiet.stream("gate");
            watch.over(CAMERA, () -> new SourceLosses(0, 0));
            watch.frame(frame(), List.of());
            watch.event(event(EventType.TRACK_UPDATED));
            assertThat(quiet.address()).isEmpty();
        }
    }

    private Observation serving(Duration patience) {
        return Observation.serving(new PageAddress("localhost", 0), Optional.empty(), log, patience);
    }

    private String metrics() throws Exception {
        HttpResponse<String> answer = get("/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain; version=0.0.4");
        return answer.body();
    }

    private JsonNode health(String path) throws Exception {
        return JsonMapper.shared().readTree(get(path).body());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private int asked(String path, String authorization) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .header("Authorization", authorization)
                .build();
        return http.send(request, BodyHandlers.ofString()).statusCode();
    }

    private URI uri(String path) {
        String port = observation.address().orElseThrow().replaceAll(".*:(\\d+)/.*", "$1");
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static TimedFrame frame() {
        return new TimedFrame(
                Frame.of(new BufferedImage(2, 2, BufferedImage.TYPE_3BYTE_BGR)), 0, Duration.ZERO, Instant.EPOCH);
    }

    private static TrackEvent event(EventType type) {
        return new TrackEvent(
                "gate",
                "1",
                type,
                type == EventType.TRACK_LOST ? Status.LOST : Status.TRACKING,
                0,
                new FrameStamp(0, Duration.ZERO, Instant.EPOCH, 2, 2),
                type == EventType.TRACK_LOST ? Optional.empty() : Optional.of(new Box(0, 0, 1, 1)),
                0.9,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Stands for a sink whose broker does what the test says; the real ones have tests of their own. */
    private static final class DictatedDelivery implements Delivery {

        private volatile Optional<Duration> away = Optional.empty();
        private volatile long outbox;

        @Override
        public long queued() {
            return 5;
        }

        @Override
        public long outboxSize() {
            return outbox;
        }

        @Override
        public boolean outboxFull() {
            return outbox > 0;
        }

        @Override
        public long delivered() {
            return 40;
        }

        @Override
        public long lost() {
            return 2;
        }

        @Override
        public Optional<Duration> away() {
            return away;
        }
    }
}
