package dev.twintrack.streams.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.Box;
import dev.twintrack.Status;
import dev.twintrack.streams.Event;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.FrameStamp;
import dev.twintrack.streams.StreamEvent;
import dev.twintrack.streams.TrackEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class EventQueueTest {

    private final EventQueue queue = new EventQueue(2, 3);
    private long position;

    @Test
    void eventsComeOutInTheirOrder() {
        add(EventType.TRACK_STARTED, 0);
        add(EventType.TRACK_UPDATED, 1);
        assertThat(drained()).containsExactly("a/1/0", "a/1/1");
    }

    @Test
    void overflowTakesTheOldestUpdateAndAGapTellsOfItInItsPlace() {
        add(EventType.TRACK_STARTED, 0);
        add(EventType.TRACK_UPDATED, 1);
        add(EventType.TRACK_UPDATED, 2);
        add(EventType.TRACK_LOST, 3);
        add(EventType.TRACK_UPDATED, 4);
        assertThat(drained()).containsExactly("a/1/0", "a//0.1 missed 1", "a/1/2", "a/1/3", "a/1/4");
        assertThat(queue.thinned()).isOne();
    }

    @Test
    void everyHoleIsToldWhereItIs() {
        add(EventType.TRACK_UPDATED, 1);
        add(EventType.TRACK_LOST, 2);
        add(EventType.TRACK_UPDATED, 3);
        add(EventType.TRACK_UPDATED, 4);
        add(EventType.TRACK_RECOVERED, 5);
        for (int i = 6; i < 20; i++) {
            add(EventType.TRACK_UPDATED, i);
        }
        assertThat(drained())
                .containsExactly(
                        "a//0.1 missed 1", "a/1/2", "a//0.2 missed 2", "a/1/5", "a//0.3 missed 12", "a/1/18", "a/1/19");
    }

    @Test
    void aGapIsAboutTheFrameAfterIt() {
        for (int i = 0; i < 4; i++) {
            add(EventType.TRACK_UPDATED, i);
        }
        Event gap = queue.take(Duration.ZERO).orElseThrow().event();
        assertThat(gap.type()).isEqualTo(EventType.STREAM_GAP);
        assertThat(gap.at()).isEqualTo(at(2));
    }

    @Test
    void whatIsMissingAtTheEndIsToldBeforeTheNextThatComes() {
        EventQueue narrow = new EventQueue(0, 3);
        narrow.add(new Letter(0, track("a", EventType.TRACK_UPDATED, 0), false));
        narrow.add(new Letter(2, track("b", EventType.TRACK_LOST, 7), false));
        assertThat(drained(narrow)).containsExactly("b/1/7");
        narrow.add(new Letter(4, track("a", EventType.TRACK_LOST, 1), false));
        assertThat(drained(narrow)).containsExactly("a//0.1 missed 1", "a/1/1");
    }

    @Test
    void streamsAreCountedApart() {
        add("a", EventType.TRACK_UPDATED, 0);
        add("b", EventType.TRACK_UPDATED, 0);
        add("b", EventType.TRACK_UPDATED, 1);
        add("a", EventType.TRACK_UPDATED, 1);
        assertThat(drained()).containsExactly("b//0.1 missed 1", "b/1/1", "a//0.1 missed 1", "a/1/1");
    }

    @Test
    void theGapsIdFollowsTheStreamsOwnEvents() {
        queue.add(new Letter(0, own(EventType.STREAM_STARTED, 40), false));
        queue.add(new Letter(2, own(EventType.STREAM_GAP, 41), false));
        position = 4;
        for (int i = 0; i < 3; i++) {
            add(EventType.TRACK_UPDATED, i);
        }
        queue.add(new Letter(position, own(EventType.STREAM_ENDED, 42), false));
        assertThat(drained()).containsExactly("a//40", "a//41", "a//41.1 missed 1", "a/1/1", "a/1/2", "a//42");
    }

    @Test
    void lifeCycleIsNeverDroppedButTheNewestRefusedAndCounted() {
        for (int i = 0; i < 5; i++) {
            add(EventType.TRACK_LOST, i);
        }
        assertThat(drained()).containsExactly("a/1/0", "a/1/1", "a/1/2");
        assertThat(queue.refused()).isEqualTo(2);
        add(EventType.TRACK_ENDED, 5);
        assertThat(drained()).containsExactly("a//0.1 missed 2", "a/1/5");
    }

    @Test
    void returnedLettersComeAgainAtTheirPlaces() {
        add(EventType.TRACK_STARTED, 0);
        add(EventType.TRACK_UPDATED, 1);
        add(EventType.TRACK_UPDATED, 2);
        Letter first = queue.take(Duration.ZERO).orElseThrow();
        Letter second = queue.take(Duration.ZERO).orElseThrow();
        queue.giveBack(second);
        queue.giveBack(first);
        assertThat(drained()).containsExactly("a/1/0", "a/1/1", "a/1/2");
    }

    @Test
    void aGapThatComesBackIsToldOnceAndUnderTheSameId() {
        for (int i = 0; i < 4; i++) {
            add(EventType.TRACK_UPDATED, i);
        }
        Letter gap = queue.take(Duration.ZERO).orElseThrow();
        Letter after = queue.take(Duration.ZERO).orElseThrow();
        queue.giveBack(gap);
        queue.giveBack(after);
        assertThat(drained()).containsExactly("a//0.1 missed 2", "a/1/2", "a/1/3");
    }

    @Test
    void whatGoesAfterItsGapWasToldIsToldByAGapOfItsOwn() {
        for (int i = 0; i < 4; i++) {
            add(EventType.TRACK_UPDATED, i);
        }
        Letter gap = queue.take(Duration.ZERO).orElseThrow();
        Letter after = queue.take(Duration.ZERO).orElseThrow();
        queue.giveBack(gap);
        queue.giveBack(after);
        add(EventType.TRACK_UPDATED, 4);
        assertThat(drained()).containsExactly("a//0.1 missed 2", "a//0.2 missed 1", "a/1/3", "a/1/4");
    }

    private void add(EventType type, long sequence) {
        add("a", type, sequence);
    }

    private void add(String stream, EventType type, long sequence) {
        Event event = track(stream, type, sequence);
        if (queue.accepts(event)) {
            queue.add(new Letter(position, event, false));
            position += 2;
        }
    }

    private List<String> drained() {
        return drained(queue);
    }

    private static List<String> drained(EventQueue queue) {
        List<String> ids = new ArrayList<>();
        while (queue.size() > 0) {
            Event event = queue.take(Duration.ZERO).orElseThrow().event();
            String missed = event instanceof StreamEvent own && own.missed().isPresent()
                    ? " missed " + own.missed().getAsLong()
                    : "";
            ids.add(event.id() + missed);
        }
        return ids;
    }

    private static FrameStamp at(long frame) {
        return new FrameStamp(frame, Duration.ZERO, Instant.EPOCH, 640, 480);
    }

    private static StreamEvent own(EventType type, long sequence) {
        return new StreamEvent("a", type, sequence, at(0), Optional.empty(), OptionalLong.empty());
    }

    private static TrackEvent track(String stream, EventType type, long sequence) {
        return new TrackEvent(
                stream,
                "1",
                type,
                Status.TRACKING,
                sequence,
                at(sequence),
                Optional.of(new Box(0, 0, 1, 1)),
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
