package dev.twintrack.streams.live;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** The waits between attempts: doubling up to a longest one, each shortened by chance. One thread at a time. */
final class Backoff {

    private final Duration first;
    private final Duration longest;
    private final double jitter;
    private final RandomGenerator random;
    private Duration ceiling;
    private Duration last = Duration.ZERO;

    Backoff(Duration first, Duration longest, double jitter, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.jitter = jitter;
        this.random = random;
        this.ceiling = first;
    }

    /** How long to wait now. */
    Duration next() {
        last = Duration.ofNanos(Math.round(ceiling.toNanos() * (1 - jitter * random.nextDouble())));
        Duration doubled = ceiling.multipliedBy(2);
        ceiling = doubled.compareTo(longest) < 0 ? doubled : longest;
        return last;
    }

    /** A connection has ended: one that was worth its wait makes the next waits short again. */
    void lasted(Duration connection) {
        if (connection.compareTo(last) > 0) {
            ceiling = first;
        }
    }
}
