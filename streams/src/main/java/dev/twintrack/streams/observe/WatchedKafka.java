package dev.twintrack.streams.observe;

import dev.twintrack.streams.delivery.DeliveryState;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** What the way to Kafka tells of itself, with how long the broker has been away. Safe for any thread. */
final class WatchedKafka implements Delivery {

    private final Supplier<DeliveryState> state;
    private Optional<Long> awaySince = Optional.of(System.nanoTime());
    private long unwritten;
    private boolean full;

    WatchedKafka(Supplier<DeliveryState> state) {
        this.state = state;
    }

    @Override
    public long queued() {
        return state.get().waiting();
    }

    @Override
    public long outboxSize() {
        return state.get().outbox();
    }

    @Override
    public synchronized boolean outboxFull() {
        DeliveryState now = state.get();
        full = now.unwritten() > unwritten || full && !(now.reachable() && now.waiting() == 0);
        unwritten = now.unwritten();
        return full;
    }

    @Override
    public long delivered() {
        return state.get().delivered();
    }

    @Override
    public long lost() {
        return state.get().thinned();
    }

    @Override
    public synchronized Optional<Duration> away() {
        if (state.get().reachable()) {
            awaySince = Optional.empty();
        } else {
            awaySince = awaySince.or(() -> Optional.of(System.nanoTime()));
        }
        return awaySince.map(since -> Duration.ofNanos(System.nanoTime() - since));
    }
}
