package dev.twintrack.streams.observe;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** What a sink with a queue of its own tells of it. Answers at once, to any thread. */
public interface Delivery {

    /** Events that wait in memory, or are on their way. */
    long queued();

    /** What waits on disk, in the unit of {@link #outboxCapacity()}; 0 without an outbox. */
    default long outboxSize() {
        return 0;
    }

    /** What the disk may hold at most, in bytes or events; nothing without an outbox. */
    default OptionalLong outboxCapacity() {
        return OptionalLong.empty();
    }

    /** Events that arrived. */
    long delivered();

    /** Events that will never arrive. */
    long lost();

    /** For how long the other side has not answered; nothing while it does. */
    Optional<Duration> away();
}
