package dev.twintrack.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twintrack.Box;
import dev.twintrack.streams.live.MjpegCamera;
import dev.twintrack.streams.live.Scenery;
import dev.twintrack.streams.live.TestCamera;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The verb {@code track} on what is live, from its command line on, seen from outside. */
class LiveTrackVerbTest {

    private static final Duration LONG = Duration.ofSeconds(90);
    private static final Pattern METRICS = Pattern.compile("metrics: (http://localhost:\\d+)/metrics");

    @TempDir
    Path folder;

    private final Scenery scenery = new Scenery();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void cameraThatComesBackIsTrackedToTheEndAndItsAbsenceIsSeenFromOutside() throws Exception {
        try (TestCamera camera = new MjpegCamera(scenery)) {
            CompletableFuture<Integer> run = CompletableFuture.supplyAsync(() -> run(
                    "track",
                    camera.address(),
                    "--box",
                    text(scenery.truth()),
                    "--stream",
                    "gate",
                    "--max-frames",
                    "60",
                    "--metrics",
                    "0",
                    "--log",
                    "json"));
            awaitUpdates(run, 3);
            camera.kill();
            String base = base();
            await().atMost(LONG)
                    .until(() -> get(base + "/ready").body().contains("connection to " + camera.address() + " lost"));
            assertThat(get(base + "/ready").statusCode()).isEqualTo(503);
            assertThat(get(base + "/health").statusCode()).isEqualTo(200);
            assertThat(get(base + "/metrics").body())
                    .contains("twintrack_events_total{stream=\"gate\",type=\"track.started\"} 1.0");
            camera.restart();
            assertThat(run.get(LONG.toSeconds(), TimeUnit.SECONDS))
                    .as(err.toString())
                    .isZero();
        }
        List<Event> events = out.toString().lines().map(EventJson::read).toList();
        assertThat(events)
                .filteredOn(event -> event.type() == EventType.STREAM_GAP)
                .hasSize(1);
        assertThat(events)
                .filteredOn(event -> event.type() == EventType.TRACK_UPDATED)
                .hasSize(59);
        List<JsonNode> log =
                err.toString().lines().map(JsonMapper.shared()::readTree).toList();
        assertThat(log)
                .extracting(line -> line.path("what").asString())
                .containsSubsequence(
                        "stream.started", "track.started", "source.lost", "source.back", "stream.gap", "stream.ended")
                .doesNotContain("track.updated");
    }

    @Test
    void cameraThatIsNotToBeReconnectedEndsTheRunWithOneLine() throws Exception {
        try (TestCamera camera = new MjpegCamera(scenery)) {
            CompletableFuture<Integer> run = CompletableFuture.supplyAsync(
                    () -> run("track", camera.address(), "--box", text(scenery.truth()), "--reconnect-for", "0"));
            awaitUpdates(run, 2);
            camera.kill();
            assertThat(run.get(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(err.toString()).contains("twintrack: connection to " + camera.address() + " lost");
            camera.restart();
        }
    }

    @Test
    void recordingAsLiveIsTrackedAtItsOwnPace() {
        String clip = Clip.write(folder.resolve("clip.mp4"), 20).toString();
        assertThat(run("track", clip, "--box", text(Clip.truth(0)), "--as-live"))
                .as(err.toString())
                .isZero();
        List<Event> events = out.toString().lines().map(EventJson::read).toList();
        Event first = events.get(0);
        Event last = events.get(events.size() - 1);
        assertThat(first.at().index()).isZero();
        assertThat(last.at().index()).isEqualTo(19);
        assertThat(last.at().captureTime())
                .isAfterOrEqualTo(first.at().captureTime().plusMillis(700));
        assertThat(first.sequence())
                .as("ids of what cannot be repeated do not return")
                .isPositive();
    }

    @Test
    void badTimesAndAddressesAreRefused() {
        assertThat(run("track", "x.mp4", "--box", "1,1,2,2", "--reconnect-for", "soon"))
                .isEqualTo(2);
        assertThat(run("track", "x.mp4", "--box", "1,1,2,2", "--metrics", "here"))
                .isEqualTo(2);
        assertThat(run("track", "x.mp4", "--box", "1,1,2,2", "--log", "xml")).isEqualTo(2);
        assertThat(err.toString()).contains("500ms, 30s, 5m or 2h", "HOST:PORT", "xml");
    }

    private void awaitUpdates(CompletableFuture<Integer> run, int count) {
        await().atMost(LONG).until(() -> {
            assertThat(run).as(err.toString()).isNotDone();
            return out.toString()
                            .lines()
                            .filter(line -> line.contains("track.updated"))
                            .count()
                    >= count;
        });
    }

    private String base() {
        Matcher there = METRICS.matcher(err.toString());
        assertThat(there.find()).as(err.toString()).isTrue();
        return there.group(1);
    }

    private static HttpResponse<String> get(String address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    }

    private int run(String... args) {
        return Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
    }

    private static String text(Box box) {
        return "%s,%s,%s,%s".formatted(box.x(), box.y(), box.width(), box.height());
    }
}
