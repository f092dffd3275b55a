package dev.twintrack.streams.observe;

import dev.twintrack.streams.observe.Condition.Level;
import dev.twintrack.streams.observe.StateLog.Change;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Asks every part how it is, again and again, and tells when one fails and when it is well again. */
final class HealthWatch implements AutoCloseable {

    private final Health health;
    private final StateLog log;
    private final Set<String> failed = new HashSet<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "health");
        daemon.setDaemon(true);
        return daemon;
    });

    HealthWatch(Health health, StateLog log, Duration period) {
        this.health = health;
        this.log = log;
        thread.scheduleWithFixedDelay(this::look, 0, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void look() {
        for (Health.Answer answer : health.answers()) {
            boolean bad = answer.condition().level() == Level.FAILED;
            if (bad && failed.add(answer.name())) {
                String detail = answer.condition().detail();
                log.tell(Change.of("health.failed", answer.name() + ": " + detail));
            } else if (!bad && failed.remove(answer.name())) {
                log.tell(Change.of("health.well", answer.name()));
            }
        }
    }
}
