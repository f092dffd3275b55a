package dev.twintrack.streams.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.streams.Event;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.StreamEvent;
import dev.twintrack.streams.worker.Counts.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which frames a worker takes, leaves out and misses. */
class FrameOrderTest extends DrivenWorkerTest {

    @Test
    void aCamerasFrameIsStaleOnceANewerOneIsAtHand() {
        run.command(gate.start("a", 0));
        run.frame(gate.liveFrame(0));
        run.polled(gate.liveFrame(1), gate.liveFrame(2), gate.liveFrame(3));
        assertThat(run.events()).extracting(event -> event.at().index()).containsExactly(0L, 0L, 3L);
        assertThat(run.workplace.counts().of(Kind.STALE)).isEqualTo(2);
    }

    @Test
    void aFrameThatACommandNamesIsNotStale() {
        run.command(gate.start("a", 1));
        run.polled(gate.liveFrame(0), gate.liveFrame(1), gate.liveFrame(2), gate.liveFrame(3));
        List<Event> events = run.events();
        assertThat(events).extracting(event -> event.at().index()).containsExactly(1L, 1L, 3L);
        assertThat(events.get(1).type()).isEqualTo(EventType.TRACK_STARTED);
    }

    @Test
    void aFrameThatComesTwiceIsTakenOnce() {
        run.command(gate.start("a", 0));
        run.frame(gate.frame(0));
        run.frame(gate.frame(1));
        run.frame(gate.frame(1));
        assertThat(run.events()).hasSize(3);
    }

    @Test
    void framesThatNeverCameAreAGap() {
        run.frame(gate.frame(0));
        run.frame(gate.frame(5));
        StreamEvent gap = (StreamEvent) run.events().get(1);
        assertThat(gap.type()).isEqualTo(EventType.STREAM_GAP);
        assertThat(gap.missed()).hasValue(4);
    }

    @Test
    void anInterruptionOfTheSourceIsToldOnceThoughItsFrameWasStale() {
        run.frame(gate.liveFrame(0));
        run.polled(gate.frameAfterGap(1), gate.frameAfterGap(2));
        run.frame(gate.frameAfterGap(3));
        List<Event> events = run.events();
        assertThat(events).hasSize(2);
        assertThat(((StreamEvent) events.get(1)).reason()).contains("connection lost");
    }

    @Test
    void aCaptureThatWasStartedAnewIsAGapAndTheTargetsGoOn() {
        run.command(gate.start("a", 0));
        run.frame(gate.frame(0));
        run.frame(gate.frame(1));
        run.frame(gate.frame(0, Footage.CAPTURE + 1, true));
        run.frame(gate.frame(1, Footage.CAPTURE + 1, true));
        assertThat(run.events())
                .extracting(Event::id)
                .containsExactly("gate//0", "gate/a/0", "gate/a/1", "gate//1", "gate/a/2", "gate/a/3");
    }
}
