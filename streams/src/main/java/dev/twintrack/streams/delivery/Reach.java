package dev.twintrack.streams.delivery;

import dev.twintrack.streams.KafkaTopic;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the broker answers, said once when it changes. Safe for any thread. */
final class Reach {

    private static final Logger LOG = LoggerFactory.getLogger("delivery");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final KafkaTopic topic;
    private long asked;
    private boolean asking;
    private boolean away;

    Reach(KafkaTopic topic) {
        this.topic = topic;
    }

    /** Something was sent and has no answer yet. */
    synchronized void asked() {
        if (!asking) {
            asking = true;
            asked = System.nanoTime();
        }
    }

    /** @param more whether there is more without an answer */
    synchronized void answered(boolean more) {
        if (away) {
            LOG.warn("Kafka at {} takes events again after {} s", topic.bootstrapServers(), since());
            away = false;
        }
        asking = more;
        asked = System.nanoTime();
    }

    /**
     * Says so when there has been no answer for a while.
     *
     * @param waiting events that wait
     * @param fault what went wrong, if anything did but silence
     */
    synchronized void look(long waiting, Optional<String> fault) {
        if (asking && !away && System.nanoTime() - asked > PATIENCE.toNanos()) {
            away = true;
            LOG.warn(
                    "Kafka at {} takes no events ({}); {} wait, tracking goes on",
                    topic.bootstrapServers(),
                    fault.orElse("it does not answer"),
                    waiting);
        }
    }

    synchronized boolean reachable() {
        return !away;
    }

    private long since() {
        return Duration.ofNanos(System.nanoTime() - asked).toSeconds();
    }
}
