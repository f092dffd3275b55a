package dev.twintrack.streams.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.twintrack.Tracker;
import dev.twintrack.TrackerOptions;
import dev.twintrack.TwintrackException;
import dev.twintrack.streams.EmbeddedBroker;
import dev.twintrack.streams.Event;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.TrackEvent;
import dev.twintrack.streams.worker.Counts.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A capture and a worker on a real broker, in one process. */
class WorkerTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static EmbeddedBroker broker;
    private static Cluster cluster;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start();
        cluster = new Cluster(broker.bootstrapServers(), Map.of());
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void whatIsCapturedIsFollowedAndAWorkerThatIsStoppedHandsOver() throws Exception {
        WorkerTopics topics = new WorkerTopics("frames", "commands", "events");
        cluster.prepare(topics, 1, Duration.ofMinutes(10));
        WorkerOptions options = new WorkerOptions(
                cluster, "handover", topics, WorkerOptions.SESSION_TIMEOUT, WorkerOptions.COMMIT_INTERVAL, 0);
        try (EventLog log = new EventLog(cluster.servers(), topics.events(), "read_committed");
                PacedScene gate = new PacedScene(3, Duration.ofMillis(200));
                PacedScene yard = new PacedScene(4, Duration.ofMillis(200))) {
            CompletableFuture<Void> captures = CompletableFuture.allOf(
                    inBackground(() -> capture(topics, "gate", gate)),
                    inBackground(() -> capture(topics, "yard", yard)));
            await().atMost(PATIENCE).until(() -> gate.given() > 10 && yard.given() > 10);
            try (Running first = new Running(options)) {
                await().atMost(PATIENCE)
                        .until(() -> log.of("gate").size() > 5 && log.of("yard").size() > 5);
                assertThat(first.log).anyMatch(line -> line.contains("partitions [0]"));
                assertThat(first.worker.counts().of(Kind.BATCHES))
                        .as("both streams' frames were at hand")
                        .isLessThan(first.worker.counts().of(Kind.LOOKS));
            }
            int before = log.of("gate").size();
            try (Running second = new Running(options)) {
                await().atMost(PATIENCE).until(() -> log.of("gate").size() > before + 5);
                gate.end();
                yard.end();
                captures.join();
                await().atMost(PATIENCE).until(() -> log.ended("gate") && log.ended("yard"));
                assertThat(second.worker.counts().of(Kind.RESUMED)).isEqualTo(2);
                assertThat(second.worker.counts().of(Kind.STALE)).isZero();
            }
            for (String stream : List.of("gate", "yard")) {
                List<Event> events =
                        log.of(stream).stream().map(EventLog.Read::event).toList();
                List<Event> tracked = events.stream()
                        .filter(event -> event instanceof TrackEvent)
                        .toList();
                for (int i = 0; i < tracked.size(); i++) {
                    assertThat(tracked.get(i).sequence()).isEqualTo(i);
                }
                assertThat(tracked.get(0).type()).isEqualTo(EventType.TRACK_STARTED);
                assertThat(events.get(events.size() - 1).type()).isEqualTo(EventType.STREAM_ENDED);
            }
        }
    }

    @Test
    void topicsThatDifferInTheirPartitionsAreAFaultThatSaysSo() throws Exception {
        WorkerTopics topics = new WorkerTopics("frames-2", "commands-2", "events-2");
        cluster.prepare(topics, 2, Duration.ofMinutes(10));
        try (Admin admin = Admin.create(cluster.settings())) {
            admin.createPartitions(Map.of(topics.frames(), NewPartitions.increaseTo(3)))
                    .all()
                    .get();
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThatThrownBy(() -> cluster.prepare(topics, 2, Duration.ofMinutes(10)))
                        .isInstanceOf(TwintrackException.class)
                        .hasMessageContaining("3 partitions"));
    }

    private static void capture(WorkerTopics topics, String stream, PacedScene scene) {
        CaptureOptions options = new CaptureOptions(cluster, topics, stream, 85, 1);
        try (Capture capture = new Capture(options, scene, line -> {})) {
            capture.run(List.of(scene.box()));
        }
    }

    /** On a thread of its own: the common pool may have fewer than there are to wait for each other. */
    private static CompletableFuture<Void> inBackground(Runnable work) {
        return CompletableFuture.runAsync(work, task -> new Thread(task).start());
    }

    /** A worker on a thread of its own. */
    private static final class Running implements AutoCloseable {

        final List<String> log = java.util.Collections.synchronizedList(new ArrayList<>());
        private final Tracker tracker = Tracker.open(TrackerOptions.defaults().withThreads(1));
        final Worker worker;
        private final CompletableFuture<Void> over;

        Running(WorkerOptions options) {
            worker = new Worker(options, tracker, WorkerWatch.none(), log::add);
            over = inBackground(worker::run);
        }

        @Override
        public void close() {
            worker.stop();
            over.join();
            tracker.close();
        }
    }
}
