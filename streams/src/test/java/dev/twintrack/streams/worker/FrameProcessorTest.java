package dev.twintrack.streams.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.streams.Event;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.TrackEvent;
import dev.twintrack.streams.worker.Counts.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** What a worker makes of frames and commands, without a broker. */
class FrameProcessorTest extends DrivenWorkerTest {

    @Test
    void eventsAreThoseOfOneProcessWithoutKafka() {
        run.command(gate.start("a", 0));
        for (int i = 0; i < FRAMES; i++) {
            run.frame(gate.frame(i));
        }
        run.frame(gate.end("end of stream"));
        gate.assertUndisturbed(tracker, run.events());
        assertThat(run.checkpoints()).as("nothing is left behind").isZero();
        assertThat(run.snapshots()).isZero();
    }

    @Test
    void aRecordCarriesKeyTimeAndHeadersOfItsEvent() {
        run.command(gate.start("a", 0));
        run.frame(gate.frame(0));
        TestRecord<String, String> started = run.out.readRecordsToList().get(1);
        assertThat(started.key()).isEqualTo("gate");
        assertThat(started.getRecordTime()).isEqualTo(gate.frame(0).captureTime());
        assertThat(new String(started.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8))
                .isEqualTo("gate/a/0");
        assertThat(started.headers().lastHeader("frame-index")).isNull();
    }

    @Test
    void aTargetStartsOnTheFrameThatItsCommandNamesAndStopsByCommand() {
        run.command(gate.start("a", 2));
        for (int i = 0; i < 4; i++) {
            run.frame(gate.frame(i));
        }
        run.command(gate.stop("a"));
        run.frame(gate.frame(4));
        List<Event> events = run.events();
        assertThat(events)
                .extracting(Event::type)
                .containsExactly(
                        EventType.STREAM_STARTED,
                        EventType.TRACK_STARTED,
                        EventType.TRACK_UPDATED,
                        EventType.TRACK_ENDED);
        assertThat(events.get(1).at().index()).isEqualTo(2);
        assertThat(((TrackEvent) events.get(1)).command()).contains("start a");
        assertThat(((TrackEvent) events.get(3)).command()).contains("stop a");
        assertThat(run.snapshots()).isZero();
    }

    @Test
    void aTargetIsFollowedAnewFromAnotherBox() {
        run.command(gate.start("a", 0));
        run.frame(gate.frame(0));
        StreamCommand start = gate.start("a", 1);
        run.command(new StreamCommand(
                "gate", "again", StreamCommand.Type.RESTART, start.track(), start.box(), start.label(), start.frame()));
        run.frame(gate.frame(1));
        assertThat(run.events()).extracting(Event::id).containsExactly("gate//0", "gate/a/0", "gate/a/1", "gate/a/2");
        assertThat(run.snapshots()).isEqualTo(1);
    }

    @Test
    void framesAtHandOfSeveralStreamsAreOneBatchAndGiveTheSameEvents() {
        run.command(gate.start("a", 0));
        run.command(yard.start("a", 0));
        List<FrameRecord> frames = new ArrayList<>();
        for (int i = 0; i < FRAMES; i++) {
            // All of one stream first: the other's frames are taken ahead of their turn.
            frames.add(gate.frame(i));
        }
        for (int i = 0; i < FRAMES; i++) {
            frames.add(yard.frame(i));
        }
        frames.add(gate.end("end of stream"));
        frames.add(yard.end("end of stream"));
        run.polled(frames.toArray(FrameRecord[]::new));
        Counts counts = run.workplace.counts();
        assertThat(counts.of(Kind.FRAMES)).isEqualTo(2 * FRAMES);
        assertThat(counts.of(Kind.BATCHES))
                .as("frame 0 has nothing to look for")
                .isEqualTo(FRAMES - 1);
        List<Event> events = run.events();
        for (Footage footage : List.of(gate, yard)) {
            footage.assertUndisturbed(
                    tracker,
                    events.stream()
                            .filter(event -> event.stream().equals(footage.stream()))
                            .toList());
        }
    }
}
