package dev.twintrack.streams.observe;

import java.time.Duration;
import java.util.Optional;

/** Stands for a sink whose broker does what the test says; the real ones have tests of their own. */
final class DictatedDelivery implements Delivery {

    volatile Optional<Duration> away = Optional.empty();
    volatile long outbox;

    @Override
    public long queued() {
        return 5;
    }

    @Override
    public long outboxSize() {
        return outbox;
    }

    @Override
    public boolean outboxFull() {
        return outbox > 0;
    }

    @Override
    public long delivered() {
        return 40;
    }

    @Override
    public long lost() {
        return 2;
    }

    @Override
    public Optional<Duration> away() {
        return away;
    }
}
