package dev.twintrack.streams.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.streams.Event;
import dev.twintrack.streams.worker.Counts.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A worker goes on where another one ended. */
class TakeOverTest extends DrivenWorkerTest {

    @Test
    void aWorkerGoesOnFromTheStores() {
        run.command(gate.start("a", 0));
        for (int i = 0; i < 7; i++) {
            run.frame(gate.frame(i));
        }
        List<Event> events = run.events();
        DrivenWorker second = new DrivenWorker(tracker, line -> {});
        second.takeOver(run);
        run.close();
        run = second;
        for (int i = 7; i < FRAMES; i++) {
            run.frame(gate.frame(i));
        }
        run.frame(gate.end("end of stream"));
        events.addAll(run.events());
        gate.assertUndisturbed(tracker, events);
        assertThat(run.workplace.counts().of(Kind.RESUMED)).isEqualTo(1);
    }

    @Test
    void aCommandThatWaitsForItsFrameOutlivesItsWorker() {
        run.frame(gate.frame(0));
        run.command(gate.start("a", 2));
        DrivenWorker second = new DrivenWorker(tracker, line -> {});
        second.takeOver(run);
        run.close();
        run = second;
        run.frame(gate.frame(1));
        run.frame(gate.frame(2));
        assertThat(run.events()).extracting(Event::id).containsExactly("gate/a/0");
    }
}
