package dev.twintrack.streams.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.twintrack.Box;
import dev.twintrack.Tracker;
import dev.twintrack.TwintrackException;
import dev.twintrack.streams.Clip;
import dev.twintrack.streams.Event;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.StopTarget;
import dev.twintrack.streams.TrackEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams beside each other on one tracker: files of the {@link Clip}, and live cameras on the loopback address. */
class StreamsTest {

    private static final int FRAMES = 25;
    private static final Duration LONG = Duration.ofSeconds(90);

    @TempDir
    static Path folder;

    private static Path clip;
    private static Tracker tracker;

    private final Notes notes = new Notes();
    private final List<String> said = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void prepare() {
        clip = Clip.write(folder.resolve("clip.mp4"), FRAMES);
        tracker = Tracker.open();
    }

    @AfterAll
    static void closeTracker() {
        tracker.close();
    }

    @Test
    void everyFrameOfEveryFileGoesThroughAndTheirTargetsShareTheRounds() {
        try (Streams streams = streams()) {
            for (String id : List.of("a", "b", "c", "d")) {
                streams.start(file(id), Optional.empty());
            }
            streams.all().forEach(StreamsTest::awaitEnd);
            for (String id : List.of("a", "b", "c", "d")) {
                assertThat(notes.of(id)).extracting(Event::type).containsExactlyElementsOf(life(FRAMES));
                assertThat(notes.of(id)).allSatisfy(event -> assertOnTarget(event));
            }
            assertThat(streams.tally().frames()).isEqualTo(4 * FRAMES);
            assertThat(streams.tally().most()).isGreaterThan(1);
            assertThat(streams.tally().rounds()).isLessThan(4 * FRAMES);
        }
    }

    /** Hardly: of targets that are looked for together one at a time asks its first frame, and is renewed a frame or two later. */
    @Test
    void whatAStreamSeesHardlyDependsOnTheOthersBesideIt() {
        try (Streams alone = streams()) {
            awaitEnd(alone.start(file("alone"), Optional.empty()));
        }
        try (Streams streams = streams()) {
            streams.start(file("one"), Optional.empty());
            streams.start(file("other"), Optional.empty());
            streams.all().forEach(StreamsTest::awaitEnd);
        }
        for (String id : List.of("one", "other")) {
            List<Event> together = notes.of(id);
            List<Event> expected = notes.of("alone");
            assertThat(together).hasSameSizeAs(expected);
            for (int i = 0; i < expected.size(); i++) {
                if (expected.get(i) instanceof TrackEvent a && together.get(i) instanceof TrackEvent b) {
                    assertThat(b.box().orElseThrow().iou(a.box().orElseThrow())).isGreaterThan(0.95);
                }
            }
        }
    }

    @Test
    void aStreamThatDiesEndsWithItsReasonAndTheOthersGoOn() throws IOException {
        Path broken = folder.resolve("broken.avi");
        byte[] bytes = Files.readAllBytes(Clip.write(folder.resolve("whole.avi"), 60));
        Files.write(broken, Arrays.copyOf(bytes, 300));
        try (PictureServer cameras = new PictureServer(20);
                Streams streams = streams()) {
            streams.start(camera("dies", cameras), Optional.empty());
            streams.start(camera("lives", cameras), Optional.empty());
            ServedStream missing = streams.start(
                    Plans.stream("missing", folder.resolve("no.mp4").toString()), Optional.empty());
            ServedStream damaged = streams.start(Plans.stream("damaged", broken.toString()), Optional.empty());
            await().atMost(LONG).until(() -> notes.count("dies", EventType.TRACK_UPDATED) > 2);
            cameras.hangUp("dies");
            assertThat(awaitEnd(streams.named("dies"))).contains("lost");
            assertThat(awaitEnd(missing)).contains("no.mp4");
            assertThat(awaitEnd(damaged)).contains("broken.avi");
            assertThat(missing.running()).isCompletedExceptionally();

            long seen = notes.count("lives", EventType.TRACK_UPDATED);
            await().atMost(LONG).until(() -> notes.count("lives", EventType.TRACK_UPDATED) > seen + 10);
            assertThat(streams.named("lives").ended()).isNotDone();
            assertThat(notes.of("dies")).last().satisfies(event -> {
                assertThat(event.type()).isEqualTo(EventType.STREAM_ENDED);
                assertThat(event.toString()).contains("lost");
            });
            assertThat(said).anyMatch(line -> line.startsWith("stream dies ended: "));
        }
        assertThat(notes.of("lives")).last().extracting(Event::type).isEqualTo(EventType.STREAM_ENDED);
    }

    @Test
    void aDeadStreamMayBeStartedAgainAndItsEventIdsDoNotReturn() {
        try (Streams streams = streams()) {
            awaitEnd(streams.start(file("again"), Optional.empty()));
            awaitEnd(streams.start(file("again"), Optional.empty()));
        }
        assertThat(notes.of("again")).hasSize(2 * (FRAMES + 3));
        assertThat(notes.of("again")).extracting(Event::id).doesNotHaveDuplicates();
    }

    @Test
    void aRunningStreamIsNotStartedTwiceButReplacedInOrder() {
        try (PictureServer cameras = new PictureServer(20);
                Streams streams = streams()) {
            ServedStream first = streams.start(camera("gate", cameras), Optional.empty());
            first.running().orTimeout(90, TimeUnit.SECONDS).join();
            assertThatThrownBy(() -> streams.start(camera("gate", cameras), Optional.empty()))
                    .isInstanceOf(TwintrackException.class)
                    .hasMessageContaining("runs already");
            CompletableFuture<String> end = streams.stop("gate", "replaced");
            ServedStream second = streams.start(camera("gate", cameras), Optional.empty());
            second.running().orTimeout(90, TimeUnit.SECONDS).join();
            assertThat(end).isCompletedWithValue("replaced");
            List<EventType> states = notes.of("gate").stream()
                    .map(Event::type)
                    .filter(type -> !type.ofTrack())
                    .toList();
            assertThat(states)
                    .containsExactly(EventType.STREAM_STARTED, EventType.STREAM_ENDED, EventType.STREAM_STARTED);
        }
    }

    @Test
    void aWrongBoxIsToldAndTheStreamGoesOn() {
        StreamConfig config = Plans.stream(
                "gate",
                clip.toString(),
                new TargetConfig(new Box(900, 900, 5, 5), Optional.empty(), Optional.empty()),
                target());
        try (Streams streams = streams()) {
            ServedStream stream = streams.start(config, Optional.of("c-1"));
            awaitEnd(stream);
            assertThat(stream.running().join())
                    .hasValueSatisfying(complaint -> assertThat(complaint).contains("900"));
            assertThat(notes.count("gate", EventType.TRACK_UPDATED)).isEqualTo(FRAMES - 1);
            assertThat(notes.of("gate"))
                    .filteredOn(event -> event.type() == EventType.TRACK_STARTED)
                    .singleElement()
                    .satisfies(
                            event -> assertThat(((TrackEvent) event).command()).contains("c-1"));
        }
    }

    @Test
    void anOutputThatCannotBeMadeEndsItsStreamAlone() {
        String output = folder.resolve("no-such-folder").resolve("events.jsonl").toString();
        StreamConfig config = Plans.parsed("{id: gate, address: '%s', outputs: ['%s']}".formatted(clip, output));
        try (Streams streams = streams()) {
            ServedStream other = streams.start(file("other"), Optional.empty());
            String reason = awaitEnd(streams.start(config, Optional.empty()));
            assertThat(reason).contains("no-such-folder");
            assertThat(awaitEnd(other)).isEqualTo("end of stream");
        }
    }

    @Test
    void wishesAreCancelledWhenTheStreamEnds() {
        try (Streams streams = streams()) {
            ServedStream stream = streams.start(file("gate"), Optional.empty());
            awaitEnd(stream);
            assertThat(stream.stop(new StopTarget("1", "too late", Optional.empty())))
                    .isCancelled();
        }
    }

    private Streams streams() {
        return new Streams(tracker, Optional.of(notes), Optional.empty(), Plans.unobserved(), said::add);
    }

    private static StreamConfig file(String id) {
        return Plans.stream(id, clip.toString(), target());
    }

    @Test
    void aLiveStreamThatReconnectsTellsOfTheGapAndFollowsItsTargetsAgain() {
        try (PictureServer cameras = new PictureServer(20);
                Streams streams = streams()) {
            StreamConfig config = Plans.parsed(
                    "{id: gate, address: '%s', targets: [{box: '20,40,24,24'}]}".formatted(cameras.address("gate")));
            cameras.hangUp("gate");
            ServedStream stream = streams.start(config, Optional.empty());
            cameras.takeUp("gate");
            await().atMost(LONG).until(() -> notes.count("gate", EventType.TRACK_UPDATED) > 2);
            cameras.hangUp("gate");
            cameras.takeUp("gate");
            await().atMost(LONG).until(() -> notes.count("gate", EventType.STREAM_GAP) > 0);
            await().atMost(LONG).until(() -> {
                List<Event> told = notes.of("gate");
                return told.get(told.size() - 1).type().ofTrack();
            });
            assertThat(stream.ended()).isNotDone();
            assertThat(notes.count("gate", EventType.TRACK_ENDED)).isZero();
        }
    }

    private static StreamConfig camera(String id, PictureServer cameras) {
        return Plans.stream(id, cameras.address(id), target());
    }

    private static TargetConfig target() {
        return new TargetConfig(Clip.truth(0), Optional.empty(), Optional.of("cross"));
    }

    private static List<EventType> life(int frames) {
        List<EventType> life = new ArrayList<>();
        life.add(EventType.STREAM_STARTED);
        life.add(EventType.TRACK_STARTED);
        for (int i = 1; i < frames; i++) {
            life.add(EventType.TRACK_UPDATED);
        }
        life.add(EventType.TRACK_ENDED);
        life.add(EventType.STREAM_ENDED);
        return life;
    }

    private static void assertOnTarget(Event event) {
        if (event instanceof TrackEvent track) {
            assertThat(track.box().orElseThrow().iou(Clip.truth((int) track.at().index())))
                    .as(event.toString())
                    .isGreaterThan(0.5);
        }
    }

    private static String awaitEnd(ServedStream stream) {
        return stream.ended().orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
    }
}
