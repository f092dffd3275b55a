package dev.twintrack.streams.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.twintrack.Frame;
import dev.twintrack.Tracker;
import dev.twintrack.TrackerOptions;
import dev.twintrack.streams.EmbeddedBroker;
import dev.twintrack.streams.Event;
import dev.twintrack.streams.StartTarget;
import dev.twintrack.streams.StreamTracks;
import dev.twintrack.streams.TimedFrame;
import dev.twintrack.streams.TrackEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two workers, each a process of its own, on a real broker; one is killed. With {@code -Dtwintrack.failover.streams=8} it
 * is the proof that the documentation tells of.
 */
class WorkerFailoverTest {

    private static final int STREAMS = Integer.getInteger("twintrack.failover.streams", 3);
    private static final Duration PACE = Duration.ofMillis(Integer.getInteger("twintrack.failover.pace", 200));
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    @TempDir
    Path folder;

    private final Map<String, PacedScene> scenes = new HashMap<>();

    @Test
    void whenAWorkerIsKilledAnotherGoesOnWithItsTracks() throws Exception {
        WorkerTopics topics = WorkerTopics.defaults();
        for (int i = 0; i < STREAMS; i++) {
            scenes.put(nameOnPartition(i), new PacedScene(3 + i, PACE));
        }
        ExecutorService capturing = Executors.newFixedThreadPool(STREAMS);
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            Cluster cluster = new Cluster(broker.bootstrapServers(), Map.of());
            cluster.prepare(topics, STREAMS, Duration.ofMinutes(10));
            try (EventLog committed = new EventLog(cluster.servers(), topics.events(), "read_committed");
                    EventLog all = new EventLog(cluster.servers(), topics.events(), "read_uncommitted");
                    WorkerProcess first = new WorkerProcess(folder.resolve("first"), cluster.servers());
                    WorkerProcess second = new WorkerProcess(folder.resolve("second"), cluster.servers())) {
                await().atMost(PATIENCE).until(() -> shared(first, second));
                List<CompletableFuture<Void>> captures = scenes.entrySet().stream()
                        .map(entry -> CompletableFuture.runAsync(
                                () -> capture(cluster, topics, entry.getKey(), entry.getValue()), capturing))
                        .toList();
                await().atMost(PATIENCE)
                        .until(() -> shared(first, second)
                                && scenes.keySet().stream()
                                        .allMatch(stream -> all.of(stream).size() >= 12));

                List<Integer> orphaned = first.partitions().orElseThrow();
                first.kill();
                Instant killed = Instant.now();
                await().atMost(PATIENCE)
                        .until(() -> scenes.keySet().stream().allMatch(stream -> goesOn(all, stream, killed)));
                tell(all, orphaned, killed);
                await().atMost(PATIENCE).until(() -> scenes.keySet().stream()
                        .allMatch(stream -> framesAfter(all, stream, killed.plusSeconds(1)) >= 10));
                scenes.values().forEach(PacedScene::end);
                captures.forEach(CompletableFuture::join);
                await().atMost(PATIENCE).until(() -> scenes.keySet().stream().allMatch(committed::ended));
                second.terminate();
                System.out.printf("  %s", second.output().replaceAll("(?s).*worker: frames", "worker: frames"));

                assertThat(orphaned).as("the killed worker had streams").isNotEmpty();
                for (String stream : scenes.keySet()) {
                    check(stream, committed.of(stream), all.of(stream));
                }
            }
        } finally {
            scenes.values().forEach(PacedScene::end);
            capturing.shutdown();
        }
    }

    private void check(String stream, List<EventLog.Read> committed, List<EventLog.Read> all) {
        List<Event> events = committed.stream().map(EventLog.Read::event).toList();
        List<Event> expected =
                undisturbed(stream, events.get(events.size() - 1).at().index() + 1);
        List<String> ids = events.stream().map(Event::id).toList();
        assertThat(ids).as("nothing lost, nothing twice").hasSameSizeAs(expected);
        double least = 1;
        for (int i = 0; i < events.size(); i++) {
            assertThat(ids.get(i)).isEqualTo(expected.get(i).id());
            assertThat(events.get(i).type()).isEqualTo(expected.get(i).type());
            assertThat(events.get(i).at().index())
                    .isEqualTo(expected.get(i).at().index());
            if (events.get(i) instanceof TrackEvent event && expected.get(i) instanceof TrackEvent same) {
                assertThat(event.box().isPresent()).isEqualTo(same.box().isPresent());
                if (event.box().isPresent()) {
                    least = Math.min(least, event.box().get().iou(same.box().orElseThrow()));
                }
            }
        }
        assertThat(least).as("overlap with the undisturbed run").isGreaterThan(0.9);
        Set<String> seen = new HashSet<>();
        long twice = all.stream().filter(read -> !seen.add(read.event().id())).count();
        assertThat(seen).as("also those who read what is not committed").isEqualTo(new HashSet<>(ids));
        System.out.printf(
                "  %s: %d events, least overlap with the undisturbed run %.4f, %d read twice before they were committed%n",
                stream, events.size(), least, twice);
    }

    private List<Event> undisturbed(String stream, long frames) {
        PacedScene scene = scenes.get(stream);
        List<Event> events = new ArrayList<>();
        try (Tracker tracker = Tracker.open(TrackerOptions.defaults().withThreads(1))) {
            StreamTracks tracks = new StreamTracks(stream, tracker, 0);
            tracks.start(StartTarget.at(scene.box()));
            for (long i = 0; i < frames; i++) {
                Frame frame = Jpeg.decode(Jpeg.encode(scene.frame(i), 85));
                events.addAll(tracks.finish(
                        tracker.update(tracks.begin(new TimedFrame(frame, i, Duration.ZERO, Instant.EPOCH)))));
            }
            events.addAll(tracks.end("end of stream"));
        }
        return events;
    }

    private static void capture(Cluster cluster, WorkerTopics topics, String stream, PacedScene scene) {
        CaptureOptions options = new CaptureOptions(cluster, topics, stream, 85, 1);
        try (Capture capture = new Capture(options, scene, line -> {})) {
            capture.run(List.of(scene.box()));
        }
    }

    private static boolean shared(WorkerProcess first, WorkerProcess second) throws Exception {
        return first.partitions().map(List::size).orElse(0) > 0
                && second.partitions().map(List::size).orElse(0) > 0
                && first.partitions().get().size() + second.partitions().get().size() == STREAMS;
    }

    /** Whether an event has come about a frame that was captured after this moment. */
    private static boolean goesOn(EventLog log, String stream, Instant moment) {
        return framesAfter(log, stream, moment) > 0;
    }

    private static long framesAfter(EventLog log, String stream, Instant moment) {
        return log.of(stream).stream()
                .filter(read -> read.event().at().captureTime().isAfter(moment))
                .count();
    }

    private void tell(EventLog log, List<Integer> orphaned, Instant killed) {
        System.out.printf("  %d streams, two workers, one killed%n", STREAMS);
        for (int partition : orphaned) {
            String stream = nameOnPartition(partition);
            // What was on its way when the worker died may still come.
            Instant resumed = log.of(stream).stream()
                    .map(EventLog.Read::when)
                    .filter(when -> when.isAfter(killed.plusSeconds(1)))
                    .findFirst()
                    .orElseThrow();
            System.out.printf(
                    "  %s: the next event came %.1f s after the kill (session time-out %d s)%n",
                    stream,
                    Duration.between(killed, resumed).toMillis() / 1e3,
                    WorkerOptions.SESSION_TIMEOUT.toSeconds());
        }
    }

    private static String nameOnPartition(int partition) {
        for (int i = 0; ; i++) {
            String name = "camera-" + i;
            if (BuiltInPartitioner.partitionForKey(name.getBytes(StandardCharsets.UTF_8), STREAMS) == partition) {
                return name;
            }
        }
    }
}
