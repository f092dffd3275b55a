package dev.twintrack.streams.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twintrack.streams.Clip;
import dev.twintrack.streams.EmbeddedBroker;
import dev.twintrack.streams.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What a worker, a process of its own, and a capture let be seen from outside. */
class WorkerObservationTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern ADDRESS = Pattern.compile("metrics: (http://[^/\"]+/)");

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aWorkerShowsItsStreamsAndItsBrokerAndTellsItsChangesAsJson() throws Exception {
        WorkerTopics topics = WorkerTopics.defaults();
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                PacedScene scene = new PacedScene(3, Duration.ofMillis(200))) {
            Cluster cluster = new Cluster(broker.bootstrapServers(), Map.of());
            cluster.prepare(topics, 1, Duration.ofMinutes(10));
            CompletableFuture<Void> capturing = CompletableFuture.runAsync(() -> {
                CaptureOptions options = new CaptureOptions(cluster, topics, "gate", 85, 1);
                try (Capture capture = new Capture(options, scene, line -> {})) {
                    capture.run(List.of(scene.box()));
                    assertThat(capture.delivery().away()).isEmpty();
                    assertThat(capture.delivery().lost()).isZero();
                }
            });
            try (WorkerProcess worker =
                    new WorkerProcess(folder.resolve("worker"), cluster.servers(), "--metrics", "0", "--log", "json")) {
                String address = address(worker);
                await().atMost(PATIENCE).until(() -> value(address, "twintrack_frames_total{stream=\"gate\"}") > 3);
                assertThat(get(address + "ready")).contains("\"up\"", "stream gate", "kafka", "partitions [0]");
                assertThat(value(address, "twintrack_worker_total{what=\"looks\"}"))
                        .isPositive();
                assertThat(value(address, "twintrack_events_total{stream=\"gate\",type=\"track.updated\"}"))
                        .isPositive();
                assertThat(value(address, "twintrack_tracker_seconds_count{stage=\"encoder\"}"))
                        .isPositive();

                scene.end();
                capturing.join();
                await().atMost(PATIENCE).until(() -> worker.output().contains("stream.ended"));
                await("a stream that has ended is nobody's").atMost(PATIENCE).until(() -> !get(address + "metrics")
                        .contains("stream=\"gate\""));
                stop(broker);
                await().atMost(PATIENCE).until(() -> get(address + "ready").contains("no answer for"));
                worker.terminate();
                assertThat(worker.output().lines()).isNotEmpty().allSatisfy(line -> assertThat(
                                JsonMapper.shared().readTree(line).path("what").asString())
                        .isNotEmpty());
            }
        }
    }

    @Test
    void aCaptureTellsItsChangesAsJsonAndWhereItsMetersAre() throws IOException {
        StringWriter told = new StringWriter();
        Path clip = Clip.write(folder.resolve("clip.mp4"), 12);
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            String[] command = {
                "capture",
                clip.toString(),
                "--stream",
                "gate",
                "--kafka",
                broker.bootstrapServers(),
                "--log",
                "json",
                "--metrics",
                "0"
            };
            assertThat(Main.run(command, new PrintWriter(new StringWriter()), new PrintWriter(told, true)))
                    .as("%s", told)
                    .isZero();
        }
        assertThat(told.toString()).contains("capture: metrics: http", "capture: 12 frames sent, 0 dropped");
        assertThat(told.toString().lines()).allSatisfy(line -> assertThat(
                        JsonMapper.shared().readTree(line).path("what").asString())
                .isNotEmpty());
    }

    /** Before its time: closing it again does nothing. */
    private static void stop(EmbeddedBroker broker) {
        broker.close();
    }

    private static String address(WorkerProcess worker) throws IOException {
        await().atMost(PATIENCE).until(() -> ADDRESS.matcher(worker.output()).find());
        Matcher said = ADDRESS.matcher(worker.output());
        assertThat(said.find()).isTrue();
        return said.group(1);
    }

    private double value(String address, String meter) throws Exception {
        return get(address + "metrics")
                .lines()
                .filter(line -> line.startsWith(meter + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(meter.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    private String get(String address) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
                .body();
    }
}
