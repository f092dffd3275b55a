package dev.twintrack.streams.observe;

import java.time.Duration;
import java.util.Optional;

/** Whether a stream's frames come. Safe for any thread. */
final class StreamCondition {

    private final Duration patience;
    private long lastNanos = System.nanoTime();
    private boolean begun;
    private boolean live;
    private Optional<String> lost = Optional.empty();
    private Optional<String> ended = Optional.empty();

    /** @param patience how long there may be no frame */
    StreamCondition(Duration patience) {
        this.patience = patience;
    }

    synchronized void live(boolean isLive) {
        live = isLive;
    }

    synchronized void frame() {
        lastNanos = System.nanoTime();
        begun = true;
        lost = Optional.empty();
    }

    synchronized void lost(String reason) {
        lost = Optional.of(reason);
    }

    synchronized void back() {
        lost = Optional.empty();
    }

    synchronized void ended(String reason) {
        ended = Optional.of(reason);
    }

    synchronized Condition condition() {
        if (ended.isPresent()) {
            return live ? Condition.failed("ended: " + ended.get()) : Condition.ok("ended: " + ended.get());
        }
        Duration silent = Duration.ofNanos(System.nanoTime() - lastNanos);
        boolean tooLong = silent.compareTo(patience) > 0;
        String since = begun ? "no frame for %d s".formatted(silent.toSeconds()) : "no frame yet";
        String words = since + lost.map(reason -> ": " + reason).orElse("");
        if (tooLong && (live || !begun || lost.isPresent())) {
            return Condition.failed(words);
        }
        return begun && lost.isEmpty() ? Condition.ok() : Condition.waiting(words);
    }
}
