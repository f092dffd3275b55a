package dev.twintrack.streams.live;

import dev.twintrack.TwintrackException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a live source is opened anew after it was lost.
 *
 * @param firstDelay before the first attempt; each further one waits twice as long as the one before. A connection that
 *     lasted longer than the wait for it makes the waits short again
 * @param longestDelay what the waits grow to
 * @param jitter in {@code [0, 1]}: a wait is up to this share shorter, by chance, so that cameras that went together do
 *     not all come back at once. 0.5 is usual
 * @param giveUpAfter how long a source may be away; for ever when empty
 * @param fromTheStart whether a source that is not there in the beginning is waited for as well
 * @param seed of the jitter, to make it repeatable
 * @param listener told of losses and returns
 */
public record Reconnect(
        Duration firstDelay,
        Duration longestDelay,
        double jitter,
        Optional<Duration> giveUpAfter,
        boolean fromTheStart,
        OptionalLong seed,
        ConnectionListener listener) {

    public Reconnect {
        if (firstDelay.isNegative() || firstDelay.isZero() || longestDelay.compareTo(firstDelay) < 0) {
            throw new TwintrackException("waits of %s to %s s between attempts to connect: give more than 0, and rising"
                    .formatted(firstDelay.toMillis() / 1e3, longestDelay.toMillis() / 1e3));
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new TwintrackException("jitter is %s: give 0 to 1".formatted(jitter));
        }
        if (giveUpAfter.map(Duration::isNegative).orElse(false)) {
            throw new TwintrackException("time to reconnect is %s s: give 0 or more"
                    .formatted(giveUpAfter.get().toMillis() / 1e3));
        }
    }

    /** For ever, every half second at first and every 30 s at last, half of it by chance; the first time must succeed. */
    public static Reconnect defaults() {
        return new Reconnect(
                Duration.ofMillis(500),
                Duration.ofSeconds(30),
                0.5,
                Optional.empty(),
                false,
                OptionalLong.empty(),
                ConnectionListener.NONE);
    }

    public Reconnect withDelays(Duration first, Duration longest) {
        return new Reconnect(first, longest, jitter, giveUpAfter, fromTheStart, seed, listener);
    }

    public Reconnect withGiveUpAfter(Duration longestAbsence) {
        return new Reconnect(
                firstDelay, longestDelay, jitter, Optional.of(longestAbsence), fromTheStart, seed, listener);
    }

    public Reconnect withFromTheStart(boolean newFromTheStart) {
        return new Reconnect(firstDelay, longestDelay, jitter, giveUpAfter, newFromTheStart, seed, listener);
    }

    public Reconnect withSeed(long newSeed) {
        return new Reconnect(
                firstDelay, longestDelay, jitter, giveUpAfter, fromTheStart, OptionalLong.of(newSeed), listener);
    }

    public Reconnect withListener(ConnectionListener newListener) {
        return new Reconnect(firstDelay, longestDelay, jitter, giveUpAfter, fromTheStart, seed, newListener);
    }
}
