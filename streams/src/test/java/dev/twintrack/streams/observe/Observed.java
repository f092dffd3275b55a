package dev.twintrack.streams.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.Box;
import dev.twintrack.Frame;
import dev.twintrack.Status;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.FrameStamp;
import dev.twintrack.streams.SourceInfo;
import dev.twintrack.streams.TimedFrame;
import dev.twintrack.streams.TrackEvent;
import dev.twintrack.streams.page.PageAddress;
import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a process shows of itself, asked for over HTTP as Prometheus and an orchestrator would. */
final class Observed implements AutoCloseable {

    static final Duration LONG = Duration.ofHours(1);
    static final SourceInfo CAMERA = new SourceInfo("camera:0", OptionalLong.empty(), OptionalDouble.empty(), true);

    private final StringWriter lines = new StringWriter();
    private final StateLog log = StateLog.json(new PrintWriter(lines, true), InstantSource.fixed(Instant.EPOCH));
    private final HttpClient http = HttpClient.newHttpClient();
    private final Observation observation;

    private Observed(PageAddress address, Optional<String> token, Duration patience) {
        observation = Observation.serving(address, token, log, patience);
    }

    /** For this machine alone. */
    static Observed patient(Duration patience) {
        return new Observed(new PageAddress("localhost", 0), Optional.empty(), patience);
    }

    /** For other machines too. */
    static Observed open(Optional<String> token) {
        return new Observed(new PageAddress("0.0.0.0", 0), token, LONG);
    }

    Observation it() {
        return observation;
    }

    /** What was logged until now. */
    String log() {
        return lines.toString();
    }

    @Override
    public void close() {
        observation.close();
    }

    String metrics() throws Exception {
        HttpResponse<String> answer = get("/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain; version=0.0.4");
        return answer.body();
    }

    JsonNode health(String path) throws Exception {
        return JsonMapper.shared().readTree(get(path).body());
    }

    HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    int asked(String path, String authorization) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .header("Authorization", authorization)
                .build();
        return http.send(request, BodyHandlers.ofString()).statusCode();
    }

    int posted(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build();
        return http.send(request, BodyHandlers.ofString()).statusCode();
    }

    int port() {
        return uri("/").getPort();
    }

    private URI uri(String path) {
        String port = observation.address().orElseThrow().replaceAll(".*:(\\d+)/.*", "$1");
        return URI.create("http://127.0.0.1:" + port + path);
    }

    static TimedFrame frame() {
        return new TimedFrame(
                Frame.of(new BufferedImage(2, 2, BufferedImage.TYPE_3BYTE_BGR)), 0, Duration.ZERO, Instant.EPOCH);
    }

    static TrackEvent event(EventType type) {
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
}
