package dev.twintrack.streams.live;

import java.time.Duration;

/**
 * Told what becomes of the connection of a live source, by the thread that asks the source for frames; it must not wait.
 * The reasons name the source without its credentials.
 */
public interface ConnectionListener {

    /** Wants to hear nothing. */
    ConnectionListener NONE = new ConnectionListener() {};

    /** The first frame of the first connection has come. */
    default void connected() {}

    /** There are no frames any more; it will be tried again. Also when the first connection fails and is tried again. */
    default void lost(String reason) {}

    /** One more attempt to connect was in vain; the next follows after the wait. */
    default void failed(String reason, Duration wait) {}

    /** There are frames again. */
    default void back(Duration away) {}

    /** It will not be tried again. */
    default void givenUp(String reason) {}
}
