package dev.twintrack.streams.live;

import dev.twintrack.TwintrackException;
import java.time.Duration;

/**
 * The time in which a source is away.
 *
 * @param beganNanos on the clock of {@link System#nanoTime()}
 * @param reason why it went
 * @param latest why it was not there the last time
 * @param attempts to open it since, in vain
 */
record Outage(long beganNanos, String reason, String latest, int attempts) {

    Outage(long beganNanos, String reason) {
        this(beganNanos, reason, reason, 0);
    }

    /** After one more attempt. */
    Outage after(String newLatest) {
        return new Outage(beganNanos, reason, newLatest, attempts + 1);
    }

    Duration lasting() {
        return Duration.ofNanos(System.nanoTime() - beganNanos);
    }

    TwintrackException givenUp() {
        String tried = attempts == 0
                ? ""
                : "; given up after %.0f s and %d attempts, the last: %s"
                        .formatted(lasting().toMillis() / 1e3, attempts, latest);
        return new TwintrackException(reason + tried);
    }
}
