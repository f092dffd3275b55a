package dev.twintrack.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.Box;
import dev.twintrack.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventQueueTest {

    private static final FrameStamp AT = new FrameStamp(0, Duration.ZERO, Instant.EPOCH, 640, 480);

    private final EventQueue queue = new EventQueue(3);

    @Test
    void eventsComeOutInTheirOrder() {
        queue.add(event(EventType.TRACK_STARTED, 0));
        queue.add(event(EventType.TRACK_UPDATED, 1));
        assertThat(drained()).containsExactly(0L, 1L);
    }

    @Test
    void overflowTakesTheOldestUpdate() {
        queue.add(event(EventType.TRACK_STARTED, 0));
        queue.add(event(EventType.TRACK_UPDATED, 1));
        queue.add(event(EventType.TRACK_UPDATED, 2));
        queue.add(event(EventType.TRACK_LOST, 3));
        queue.add(event(EventType.TRACK_UPDATED, 4));
        assertThat(drained()).containsExactly(0L, 3L, 4L);
    }

    @Test
    void updateFindsNoPlaceAmongLifeCycle() {
        queue.add(event(EventType.TRACK_STARTED, 0));
        queue.add(event(EventType.TRACK_LOST, 1));
        queue.add(event(EventType.TRACK_RECOVERED, 2));
        queue.add(event(EventType.TRACK_UPDATED, 3));
        assertThat(drained()).containsExactly(0L, 1L, 2L);
    }

    @Test
    void memoryIsBoundedEvenByLifeCycle() {
        for (int i = 0; i < 10; i++) {
            queue.add(event(EventType.TRACK_LOST, i));
        }
        assertThat(drained()).containsExactly(7L, 8L, 9L);
    }

    @Test
    void returnedEventsComeAgainFirstAndInTheirOrder() {
        queue.add(event(EventType.TRACK_STARTED, 0));
        queue.add(event(EventType.TRACK_UPDATED, 1));
        queue.add(event(EventType.TRACK_UPDATED, 2));
        Event first = queue.take(Duration.ZERO).orElseThrow();
        Event second = queue.take(Duration.ZERO).orElseThrow();
        queue.giveBack(first);
        queue.giveBack(second);
        assertThat(drained()).containsExactly(0L, 1L, 2L);
    }

    private List<Long> drained() {
        List<Long> sequences = new ArrayList<>();
        while (queue.size() > 0) {
            sequences.add(queue.take(Duration.ZERO).orElseThrow().sequence());
        }
        return sequences;
    }

    private static TrackEvent event(EventType type, long sequence) {
        return new TrackEvent(
                "s",
                "1",
                type,
                Status.TRACKING,
                sequence,
                AT,
                Optional.of(new Box(0, 0, 1, 1)),
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
