package dev.twintrack.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.twintrack.Box;
import dev.twintrack.Tracker;
import dev.twintrack.TwintrackException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole way of a stream with a real tracker, and the ways to interfere. */
class PipelineTest {

    private static final Duration LONG = Duration.ofSeconds(90);
    private static final List<StartTarget> TARGET = List.of(StartTarget.at(Clip.truth(0)));

    private static Tracker tracker;

    private final Recording recording = new Recording();

    @BeforeAll
    static void openTracker() {
        tracker = Tracker.open();
    }

    @AfterAll
    static void closeTracker() {
        tracker.close();
    }

    @Test
    void everyFrameGivesEveryTargetExactlyOneEvent() {
        List<StartTarget> two = List.of(StartTarget.at(Clip.truth(0)), StartTarget.at(new Box(100, 20, 30, 30)));
        assertThat(pipeline(ClipSource.of(12)).run(two)).isEqualTo(12);
        for (String track : List.of("1", "2")) {
            List<TrackEvent> events = recording.of(track);
            assertThat(events).hasSize(13);
            for (int i = 0; i < 12; i++) {
                assertThat(events.get(i).at().index()).isEqualTo(i);
                assertThat(events.get(i).sequence()).isEqualTo(i);
            }
            assertThat(events.get(0).type()).isEqualTo(EventType.TRACK_STARTED);
            assertThat(events.get(12).type()).isEqualTo(EventType.TRACK_ENDED);
        }
        assertThat(recording.types()).startsWith(EventType.STREAM_STARTED).endsWith(EventType.STREAM_ENDED);
        assertThat(recording.finished).isTrue();
    }

    @Test
    void targetIsFollowed() {
        pipeline(ClipSource.of(40)).run(TARGET);
        double overlap = recording.of("1").stream()
                .limit(40)
                .mapToDouble(event -> event.box()
                        .map(box -> box.iou(Clip.truth((int) event.at().index())))
                        .orElse(0.0))
                .average()
                .orElseThrow();
        assertThat(overlap).isGreaterThan(0.5);
    }

    @Test
    void sameClipTwiceGivesTheSameBoxes() {
        pipeline(ClipSource.of(20)).run(TARGET);
        Recording again = new Recording();
        new Pipeline("gate", ClipSource.of(20), tracker, List.of(again)).run(TARGET);
        assertThat(again.events).isEqualTo(recording.events);
    }

    @Test
    void boxOutsideTheFrameEndsTheRunBeforeAnythingIsTold() {
        Pipeline pipeline = pipeline(ClipSource.of(5));
        List<StartTarget> outside = List.of(StartTarget.at(new Box(400, 400, 10, 10)));
        assertThatThrownBy(() -> pipeline.run(outside))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("400");
        assertThat(recording.events).isEmpty();
        assertThat(recording.finished).isFalse();
    }

    @Test
    void sourceWithoutAFrameIsAFault() {
        Pipeline pipeline = pipeline(ClipSource.of(0));
        assertThatThrownBy(() -> pipeline.run(TARGET))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("not one frame");
        assertThat(recording.finished).isFalse();
    }

    @Test
    void sourceThatBreaksOffEndsTheTracksAndThenFails() {
        Pipeline pipeline = pipeline(ClipSource.thatBreaksOffAfter(3));
        assertThatThrownBy(() -> pipeline.run(TARGET)).hasMessage("connection to clip lost");
        assertThat(recording.types()).endsWith(EventType.TRACK_ENDED, EventType.STREAM_ENDED);
        assertThat(recording.of("1").get(3).reason()).contains("connection to clip lost");
        assertThat(recording.finished).isTrue();
    }

    @Test
    void stopEndsTheRunAfterTheFrameInWork() {
        Pipeline[] self = new Pipeline[1];
        Sink stopper = new Sink() {
            @Override
            public void frame(TimedFrame frame, List<TrackView> tracks) {
                if (frame.index() == 4) {
                    self[0].stop("enough");
                }
            }
        };
        self[0] = new Pipeline("gate", ClipSource.of(1000), tracker, List.of(recording, stopper));
        assertThat(self[0].run(TARGET)).isEqualTo(5);
        assertThat(recording.of("1").get(5).reason()).contains("enough");
        assertThat(recording.finished).isTrue();
    }

    @Test
    void pausedPipelineGrantsWishesAtOnceAndStepsFrameByFrame() throws Exception {
        Pipeline pipeline = pipeline(ClipSource.of(5));
        pipeline.step();
        CompletableFuture<Long> run = CompletableFuture.supplyAsync(() -> pipeline.run(List.of()));
        await().atMost(LONG).until(() -> recording.frames.size() == 1);

        String track = pipeline.start(StartTarget.at(Clip.truth(0))).get(20, TimeUnit.SECONDS);
        assertThat(track).isEqualTo("1");
        pipeline.step();
        await().atMost(LONG).until(() -> recording.frames.size() == 2);
        pipeline.stop(new StopTarget("1", "stopped", Optional.empty())).get(20, TimeUnit.SECONDS);
        assertThat(run).isNotDone();
        pipeline.resume();
        assertThat(run.get(20, TimeUnit.SECONDS)).isEqualTo(5);
        assertThat(recording.of("1"))
                .extracting(TrackEvent::type)
                .containsExactly(EventType.TRACK_STARTED, EventType.TRACK_UPDATED, EventType.TRACK_ENDED);
        assertThat(recording.of("1").get(0).at().index()).isZero();
    }

    private Pipeline pipeline(FrameSource source) {
        return new Pipeline("gate", source, tracker, List.of(recording));
    }
}
