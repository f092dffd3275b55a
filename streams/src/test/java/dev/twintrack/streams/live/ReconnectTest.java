package dev.twintrack.streams.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.twintrack.Status;
import dev.twintrack.Tracker;
import dev.twintrack.TwintrackException;
import dev.twintrack.streams.Event;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.FrameSource;
import dev.twintrack.streams.SourceOptions;
import dev.twintrack.streams.StartTarget;
import dev.twintrack.streams.StreamEvent;
import dev.twintrack.streams.TimedFrame;
import dev.twintrack.streams.TrackEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cameras that fail in the middle of a track: real motion-JPEG and RTSP servers on the loopback address. */
class ReconnectTest {

    private static final Duration LONG = Duration.ofSeconds(90);
    private static final SourceOptions PATIENT = SourceOptions.defaults().withTimeouts(LONG, LONG);
    private static final Reconnect QUICK = Reconnect.defaults()
            .withDelays(Duration.ofMillis(20), Duration.ofMillis(200))
            .withSeed(7);

    private static Tracker tracker;

    private final Scenery scenery = new Scenery();

    @BeforeAll
    static void openTracker() {
        tracker = Tracker.open();
    }

    @AfterAll
    static void closeTracker() {
        tracker.close();
    }

    static Stream<Named<Function<Scenery, TestCamera>>> cameras() {
        return Stream.of(Named.of("mjpeg", MjpegCamera::new), Named.of("rtsp", RtspCamera::new));
    }

    /** And one whose pictures take another way through the decoder, but the same through ours. */
    static Stream<Named<Function<Scenery, TestCamera>>> camerasAndH264() {
        return Stream.concat(cameras(), Stream.of(Named.of("rtsp with H.264", RtspCamera::h264)));
    }

    @ParameterizedTest
    @MethodSource("camerasAndH264")
    void cameraThatIsKilledAndRestartedGoesOnBeingTrackedAfterAGap(Function<Scenery, TestCamera> kind)
            throws Exception {
        try (TestCamera camera = kind.apply(scenery);
                Viewer viewer = new Viewer(camera, tracker, PATIENT, QUICK, onTheSquare())) {
            awaitFrames(viewer, 1);
            scenery.move();
            awaitFrames(viewer, 8);
            camera.kill();
            await().atMost(LONG).until(() -> viewer.heard("lost"));
            int before = viewer.seen();
            camera.restart();
            awaitFrames(viewer, before + 8);
            assertThat(viewer.news).containsExactly("connected", "lost", "back");
            assertThat(viewer.gaps()).hasSize(1);
            StreamEvent gap = viewer.gaps().get(0);
            assertThat(gap.reason().orElseThrow()).contains("lost", "away for", camera.address());
            assertThat(gap.missed()).isEmpty();
            assertThat(gap.at().index()).isEqualTo(viewer.frames.get(before).index());
            assertPlaceAndTimeRise(viewer);
            assertFollowed(viewer);
        }
    }

    @ParameterizedTest
    @MethodSource("cameras")
    void cameraThatHangsIsLeftAndOpenedAnew(Function<Scenery, TestCamera> kind) throws Exception {
        SourceOptions watchful = SourceOptions.defaults().withTimeouts(LONG, Duration.ofSeconds(3));
        try (TestCamera camera = kind.apply(scenery);
                Viewer viewer = new Viewer(camera, tracker, watchful, QUICK, List.of())) {
            awaitFrames(viewer, 3);
            camera.hang();
            // The connection tells of its return before the pipeline has read the first frame behind the gap.
            await().atMost(LONG)
                    .until(() -> viewer.heard("back") && !viewer.gaps().isEmpty());
            assertThat(viewer.gaps().get(0).reason().orElseThrow()).containsAnyOf("silent", "lost");
            assertPlaceAndTimeRise(viewer);
        }
    }

    @Test
    void targetThatMovedWhileTheCameraWasAwayIsLookedForAgain() throws Exception {
        try (TestCamera camera = new MjpegCamera(scenery);
                Viewer viewer = new Viewer(camera, tracker, PATIENT, QUICK, onTheSquare())) {
            awaitFrames(viewer, 3);
            camera.kill();
            await().atMost(LONG).until(() -> viewer.heard("lost"));
            scenery.jump(95);
            camera.restart();
            await().atMost(LONG).until(() -> overlap(viewer) > 0.5);
        }
    }

    @Test
    void cameraThatStaysAwayIsGivenUpWhenTheTimeIsOver() throws Exception {
        Reconnect bounded = QUICK.withGiveUpAfter(Duration.ofMillis(500));
        try (TestCamera camera = new MjpegCamera(scenery);
                Viewer viewer = new Viewer(camera, tracker, PATIENT, bounded, onTheSquare())) {
            awaitFrames(viewer, 3);
            camera.kill();
            assertThatThrownBy(() -> viewer.run().get(LONG.toSeconds(), TimeUnit.SECONDS))
                    .hasCauseInstanceOf(TwintrackException.class)
                    .hasMessageContainingAll("lost", "given up after", "attempts");
            assertThat(viewer.news).containsExactly("connected", "lost", "given up");
            assertThat(viewer.events).extracting(Event::type).endsWith(EventType.TRACK_ENDED, EventType.STREAM_ENDED);
            camera.restart();
        }
    }

    @Test
    void cameraThatIsNotThereYetIsWaitedForIfSoWished() throws Exception {
        TestCamera camera = new MjpegCamera(scenery);
        camera.kill();
        assertThatThrownBy(() -> new Viewer(camera, tracker, PATIENT, QUICK, List.of()))
                .isInstanceOf(TwintrackException.class);
        try (camera;
                Viewer viewer = new Viewer(camera, tracker, PATIENT, QUICK.withFromTheStart(true), List.of())) {
            await().atMost(LONG).until(() -> viewer.heard("lost"));
            camera.restart();
            awaitFrames(viewer, 2);
            assertThat(viewer.gaps()).isEmpty();
            assertThat(viewer.frames.get(0).mediaTime()).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void deadCameraDelaysNoOther() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                TestCamera camera = new RtspCamera(scenery)) {
            List<CompletableFuture<FrameSource>> dead = Stream.of("rtsp", "http", "rtsp", "http")
                    .map(scheme -> "%s://127.0.0.1:%d/dead".formatted(scheme, silent.getLocalPort()))
                    .map(address -> CompletableFuture.supplyAsync(
                            () -> FrameSource.open(address, PATIENT), task -> new Thread(task).start()))
                    .toList();
            // A socket that nobody holds is closed by the garbage collector, and then it answers.
            List<Socket> held = new ArrayList<>();
            for (int connections = 0; connections < dead.size(); connections++) {
                held.add(silent.accept());
            }
            try (Viewer viewer = new Viewer(camera, tracker, PATIENT, QUICK, List.of())) {
                awaitFrames(viewer, 3);
            }
            assertThat(dead).noneMatch(CompletableFuture::isDone);
            for (Socket socket : held) {
                socket.close();
            }
        }
    }

    @Test
    void cancelEndsTheWaitForACameraThatDoesNotAnswer() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                FrameSource source = FrameSource.open(
                        "http://127.0.0.1:%d/silent".formatted(silent.getLocalPort()),
                        PATIENT.withReconnect(QUICK.withFromTheStart(true)))) {
            CompletableFuture<Optional<TimedFrame>> next = CompletableFuture.supplyAsync(source::next);
            silent.accept();
            source.cancel();
            assertThat(next.get(30, TimeUnit.SECONDS)).isEmpty();
        }
    }

    @Test
    void sourceThatHangsForEverIsLeftToItsThread() throws Exception {
        CompletableFuture<FrameSource> never = new CompletableFuture<>();
        try (TestCamera camera = new MjpegCamera(scenery)) {
            FrameSource there = FrameSource.open(camera.address(), PATIENT);
            AtomicInteger asked = new AtomicInteger();
            // A native call that never returns cannot be had on purpose: this opener stands for it.
            try (FrameSource source = ReconnectingSource.open(
                    "camera:0",
                    () -> asked.getAndIncrement() == 0 ? never.join() : there,
                    Duration.ofSeconds(3),
                    QUICK.withFromTheStart(true))) {
                assertThat(source.next()).isPresent();
            }
            never.completeExceptionally(new TwintrackException("never"));
        }
    }

    @Test
    void sourceThatHangsEveryTimeTakesAFewThreadsAndNoMore() throws Exception {
        CompletableFuture<FrameSource> never = new CompletableFuture<>();
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger inVain = new AtomicInteger();
        Reconnect counted = QUICK.withFromTheStart(true).withListener(new ConnectionListener() {
            @Override
            public void failed(String reason, Duration wait) {
                inVain.incrementAndGet();
            }
        });
        // A native call that never returns cannot be had on purpose: this opener stands for it.
        try (FrameSource source = ReconnectingSource.open(
                "camera:0",
                () -> {
                    asked.incrementAndGet();
                    return never.join();
                },
                Duration.ofMillis(20),
                counted)) {
            CompletableFuture<Optional<TimedFrame>> next = CompletableFuture.supplyAsync(source::next);
            await().atMost(LONG).until(() -> inVain.get() > 3 * ReconnectingSource.MOST_HANGING);
            assertThat(asked.get()).isEqualTo(ReconnectingSource.MOST_HANGING);
            source.cancel();
            assertThat(next.get(30, TimeUnit.SECONDS)).isEmpty();
        }
        never.completeExceptionally(new TwintrackException("never"));
    }

    @Test
    void abandonedConnectionsLeaveNoThreadsBehind() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String address = "http://127.0.0.1:%d/silent".formatted(silent.getLocalPort());
            SourceOptions hasty = SourceOptions.defaults().withTimeouts(Duration.ofMillis(50), LONG);
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> FrameSource.open(address, hasty).close())
                        .hasMessageContaining("did not answer");
            }
            await().atMost(LONG).until(() -> Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("connect " + address)));
        }
    }

    private List<StartTarget> onTheSquare() {
        return List.of(StartTarget.at(scenery.truth()));
    }

    private void assertFollowed(Viewer viewer) {
        scenery.standStill();
        await().atMost(LONG).until(() -> overlap(viewer) > 0.5);
        assertThat(viewer.target()).last().extracting("status").isEqualTo(Status.TRACKING);
    }

    private double overlap(Viewer viewer) {
        List<TrackEvent> events = viewer.target();
        return events.get(events.size() - 1)
                .box()
                .map(box -> box.iou(scenery.truth()))
                .orElse(0.0);
    }

    private static void assertPlaceAndTimeRise(Viewer viewer) {
        List<TimedFrame> frames = List.copyOf(viewer.frames);
        for (int i = 1; i < frames.size(); i++) {
            TimedFrame before = frames.get(i - 1);
            TimedFrame after = frames.get(i);
            assertThat(after.index()).isGreaterThan(before.index());
            assertThat(after.mediaTime()).isGreaterThan(before.mediaTime());
            assertThat(after.captureTime()).isAfterOrEqualTo(before.captureTime());
        }
        TimedFrame first = frames.get(0);
        TimedFrame last = frames.get(frames.size() - 1);
        Duration watched = Duration.between(first.captureTime(), last.captureTime());
        assertThat(last.mediaTime().minus(first.mediaTime())).isCloseTo(watched, Duration.ofSeconds(20));
    }

    private static void awaitFrames(Viewer viewer, int count) {
        await().atMost(LONG).until(() -> {
            if (viewer.run().isDone()) {
                throw new AssertionError("the stream has ended: " + viewer.run());
            }
            return viewer.seen() >= count;
        });
    }
}
