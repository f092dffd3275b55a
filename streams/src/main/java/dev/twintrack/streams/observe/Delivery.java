package dev.twintrack.streams.observe;

import java.time.Duration;
import java.util.Optional;

/** What a sink with a queue of its own tells of it. Answers at once, to any thread. */
public interface Delivery {

    /** Events that wait in memory, or are on their way. */
    long queued();

    /** Events that wait on disk; 0 without an outbox. */
    default long outboxSize() {
        return 0;
    }

    /** Whether there are events that the disk could not take, and that have not arrived since. */
    default boolean outboxFull() {
        return false;
    }

    /** Events that arrived. */
    long delivered();

    /** Events that will never arrive. */
    long lost();

    /** For how long the other side has not answered; nothing while it does. */
    Optional<Duration> away();
}
