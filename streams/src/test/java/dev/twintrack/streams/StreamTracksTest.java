package dev.twintrack.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twintrack.Box;
import dev.twintrack.Estimate;
import dev.twintrack.Look;
import dev.twintrack.Status;
import dev.twintrack.Tracker;
import dev.twintrack.TwintrackException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The life of targets. Targets are started by a real tracker; what it says of them is dictated. */
class StreamTracksTest {

    private static final Box START = Clip.truth(0);
    private static final Box THERE = new Box(30, 40, 20, 20);

    private static Tracker tracker;

    private final StreamTracks tracks = new StreamTracks("gate", tracker, 0);

    @BeforeAll
    static void openTracker() {
        tracker = Tracker.open();
    }

    @AfterAll
    static void closeTracker() {
        tracker.close();
    }

    @Test
    void targetLivesFromStartedOverLostAndRecoveredToEnded() {
        tracks.start(StartTarget.at(START));
        List<Event> events = new ArrayList<>(frame(0));
        Status[] said = {Status.TRACKING, Status.LOST, Status.LOST, Status.UNCERTAIN, Status.TRACKING};
        for (int i = 0; i < said.length; i++) {
            events.addAll(frame(i + 1, said[i]));
        }
        events.addAll(tracks.end("end of stream"));
        assertThat(events)
                .extracting(Event::type)
                .containsExactly(
                        EventType.STREAM_STARTED,
                        EventType.TRACK_STARTED,
                        EventType.TRACK_UPDATED,
                        EventType.TRACK_LOST,
                        EventType.TRACK_UPDATED,
                        EventType.TRACK_RECOVERED,
                        EventType.TRACK_UPDATED,
                        EventType.TRACK_ENDED,
                        EventType.STREAM_ENDED);
        assertThat(events)
                .extracting(Event::id)
                .containsExactly(
                        "gate//0",
                        "gate/1/0",
                        "gate/1/1",
                        "gate/1/2",
                        "gate/1/3",
                        "gate/1/4",
                        "gate/1/5",
                        "gate/1/6",
                        "gate//1");
    }

    @Test
    void lostTargetHasNoBoxInItsEventsAndItsBestGuessInItsView() {
        tracks.start(StartTarget.at(START));
        frame(0);
        TrackEvent lost = (TrackEvent) frame(1, Status.LOST).get(0);
        assertThat(lost.box()).isEmpty();
        assertThat(tracks.views().get(0).estimate().guess()).isEqualTo(THERE);
    }

    @Test
    void startedEventHasTheUsersBoxLabelAndCommand() {
        tracks.start(new StartTarget(START, Optional.of("left"), Optional.of("red car"), Optional.of("c-1")));
        TrackEvent started = (TrackEvent) frame(0).get(1);
        assertThat(started.track()).isEqualTo("left");
        assertThat(started.box()).contains(START);
        assertThat(started.label()).contains("red car");
        assertThat(started.command()).contains("c-1");
        assertThat(((TrackEvent) frame(1, Status.TRACKING).get(0)).command()).isEmpty();
    }

    @Test
    void targetMayStartAndStopInTheMiddle() {
        frame(0);
        CompletableFuture<String> name = tracks.start(StartTarget.at(START));
        assertThat(name).isNotDone();
        assertThat(frame(1)).extracting(Event::type).containsExactly(EventType.TRACK_STARTED);
        assertThat(name).isCompletedWithValue("1");
        tracks.stop(new StopTarget("1", "stopped", Optional.of("c-2")));
        TrackEvent ended = (TrackEvent) frame(2).get(0);
        assertThat(ended.type()).isEqualTo(EventType.TRACK_ENDED);
        assertThat(ended.reason()).contains("stopped");
        assertThat(ended.command()).contains("c-2");
        assertThat(ended.at().index()).as("the last frame it was looked for in").isEqualTo(1);
        assertThat(tracks.views()).isEmpty();
    }

    @Test
    void targetThatIsStartedAgainGoesOnCounting() {
        StartTarget wish = new StartTarget(START, Optional.of("a"), Optional.empty(), Optional.empty());
        tracks.start(wish);
        frame(0);
        tracks.stop(new StopTarget("a", "restart", Optional.empty()));
        tracks.start(wish);
        assertThat(frame(1)).extracting(Event::id).containsExactly("gate/a/1", "gate/a/2");
    }

    @Test
    void freeNumbersPassOverTakenNames() {
        tracks.start(new StartTarget(START, Optional.of("1"), Optional.empty(), Optional.empty()));
        CompletableFuture<String> other = tracks.start(StartTarget.at(START));
        frame(0);
        assertThat(other).isCompletedWithValue("2");
    }

    @Test
    void badWishFailsAndLeavesTheStreamInPeace() {
        frame(0);
        CompletableFuture<String> outside = tracks.start(StartTarget.at(new Box(500, 500, 20, 20)));
        CompletableFuture<String> empty = tracks.start(StartTarget.at(new Box(5, 5, 0, 20)));
        CompletableFuture<String> slash =
                tracks.start(new StartTarget(START, Optional.of("a/b"), Optional.empty(), Optional.empty()));
        CompletableFuture<String> nobody = tracks.stop(new StopTarget("9", "stopped", Optional.empty()));
        assertThat(frame(1)).isEmpty();
        for (CompletableFuture<String> answer : List.of(outside, empty, slash, nobody)) {
            assertThatThrownBy(answer::join).hasCauseInstanceOf(TwintrackException.class);
        }
    }

    @Test
    void wishesThatCameTooLateAreCancelled() {
        frame(0);
        CompletableFuture<String> before = tracks.start(StartTarget.at(START));
        tracks.end("end of stream");
        assertThat(before).isCancelled();
        assertThat(tracks.start(StartTarget.at(START))).isCancelled();
    }

    @Test
    void gapIsToldBeforeTheFrameThatFollowsIt() {
        tracks.start(StartTarget.at(START));
        frame(0);
        TimedFrame plain = ClipSource.frame(7);
        TimedFrame afterGap = new TimedFrame(
                plain.frame(),
                plain.index(),
                plain.mediaTime(),
                plain.captureTime(),
                Optional.of(new Gap("connection lost", OptionalLong.of(6))));
        tracks.begin(afterGap);
        List<Event> events = tracks.finish(List.of(new Estimate(THERE, 0.9, Status.TRACKING)));
        assertThat(events).extracting(Event::type).containsExactly(EventType.STREAM_GAP, EventType.TRACK_UPDATED);
        assertThat(((StreamEvent) events.get(0)).missed()).hasValue(6);
    }

    @Test
    void looksOfSeveralStreamsGoThroughTheTrackerAsOneBatch() {
        StreamTracks other = new StreamTracks("yard", tracker, 0);
        tracks.start(StartTarget.at(START));
        other.start(StartTarget.at(START));
        frame(0);
        other.begin(ClipSource.frame(0));
        other.finish(List.of());

        List<Look> looks = new ArrayList<>(tracks.begin(ClipSource.frame(1)));
        looks.addAll(other.begin(ClipSource.frame(1)));
        List<Estimate> estimates = tracker.update(looks);
        TrackEvent here = (TrackEvent) tracks.finish(estimates.subList(0, 1)).get(0);
        TrackEvent there = (TrackEvent) other.finish(estimates.subList(1, 2)).get(0);
        assertThat(here.stream()).isEqualTo("gate");
        assertThat(there.stream()).isEqualTo("yard");
        assertThat(there.box()).isEqualTo(here.box());
    }

    @Test
    void numbersBeginWhereTheyAreTold() {
        StreamTracks later = new StreamTracks("gate", tracker, 1000);
        later.start(StartTarget.at(START));
        later.begin(ClipSource.frame(0));
        assertThat(later.finish(List.of())).extracting(Event::id).containsExactly("gate//1000", "gate/1/1000");
    }

    @Test
    void attentionIsNotGivenWhileAFrameIsInWork() {
        CompletableFuture<String> attention = tracks.attention();
        frame(0);
        assertThat(attention).isNotDone();
        tracks.attend();
        assertThat(attention).isCompletedWithValue("gate");
        CompletableFuture<String> late = tracks.attention();
        tracks.end("stopped");
        assertThat(late).isCancelled();
    }

    @Test
    void pausedStreamGivesAttentionAtOnce() {
        frame(0);
        CompletableFuture<String> attention = tracks.attention();
        tracks.grantNow();
        assertThat(attention).isCompletedWithValue("gate");
    }

    @Test
    void streamWithoutAFrameTellsNothing() {
        assertThat(tracks.end("stopped")).isEmpty();
    }

    @Test
    void streamNameWithASlashIsAFault() {
        assertThatThrownBy(() -> new StreamTracks("a/b", tracker, 0))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("a/b");
    }

    /** Takes a frame in which all targets alive are found with this status. */
    private List<Event> frame(int index, Status... status) {
        assertThat(tracks.begin(ClipSource.frame(index))).hasSize(status.length);
        return tracks.finish(
                List.of(status).stream().map(s -> new Estimate(THERE, 0.5, s)).toList());
    }
}
