package dev.twintrack.streams.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.TwintrackException;
import dev.twintrack.streams.Event;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.FrameStamp;
import dev.twintrack.streams.Sink;
import dev.twintrack.streams.StreamEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OutletsTest {

    private final Notes notes = new Notes();

    /** A disk that is full, which cannot be had here. */
    private static final class FullDisk implements Sink {

        private int asked;
        private boolean closed;

        @Override
        public void event(Event event) {
            asked++;
            throw new TwintrackException("no space left");
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void aSinkThatFailsIsLeftOutAndTheOthersStillHear() {
        FullDisk disk = new FullDisk();
        try (Outlets outlets = new Outlets()) {
            outlets.add(disk);
            outlets.add(notes);
            outlets.events(List.of(event(0)));
            outlets.events(List.of(event(1)));
            assertThat(outlets.fault())
                    .hasValueSatisfying(fault -> assertThat(fault).hasMessage("no space left"));
        }
        assertThat(notes.of("gate")).hasSize(2);
        assertThat(disk.asked).isEqualTo(1);
        assertThat(disk.closed).isTrue();
    }

    private static Event event(long sequence) {
        FrameStamp at = new FrameStamp(sequence, Duration.ZERO, Instant.EPOCH, 160, 120);
        return new StreamEvent("gate", EventType.STREAM_GAP, sequence, at, Optional.of("test"), OptionalLong.empty());
    }
}
