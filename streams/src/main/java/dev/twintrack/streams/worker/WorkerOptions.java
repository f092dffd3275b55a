package dev.twintrack.streams.worker;

import dev.twintrack.TwintrackException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * How a worker runs.
 *
 * @param cluster the brokers
 * @param applicationId workers of the same name share the streams
 * @param topics between captures and workers
 * @param sessionTimeout how long a worker may be silent before its streams go to others
 * @param commitInterval how often results are committed: those who read committed events alone wait for it
 * @param standbys further workers that keep a copy of each stream's state
 */
record WorkerOptions(
        Cluster cluster,
        String applicationId,
        WorkerTopics topics,
        Duration sessionTimeout,
        Duration commitInterval,
        int standbys) {

    /** Brokers allow no less unless told otherwise. */
    static final Duration SESSION_TIMEOUT = Duration.ofSeconds(6);

    static final Duration COMMIT_INTERVAL = Duration.ofMillis(200);

    /** How long a worker may be busy before it looks up: taking over takes some five of these. */
    private static final Duration ATTENTION = Duration.ofMillis(250);

    WorkerOptions {
        if (!applicationId.matches("[a-zA-Z0-9._-]{1,100}")) {
            throw new TwintrackException(
                    "application id '%s' is no name for Kafka: use letters, digits, '.', '_' and '-'"
                            .formatted(applicationId));
        }
        if (sessionTimeout.toMillis() < 1000 || commitInterval.toMillis() < 10 || standbys < 0) {
            throw new TwintrackException(
                    "session time-out %d ms, commit interval %d ms, %d standbys: give at least 1000, 10 and 0"
                            .formatted(sessionTimeout.toMillis(), commitInterval.toMillis(), standbys));
        }
    }

    static WorkerOptions of(Cluster cluster, String applicationId) {
        return new WorkerOptions(cluster, applicationId, WorkerTopics.defaults(), SESSION_TIMEOUT, COMMIT_INTERVAL, 0);
    }

    /**
     * The settings of Kafka Streams.
     *
     * <p>Exactly once, in Kafka's sense: the events of a frame, the state after it and the place in the topic are
     * committed together or not at all. Without that, a worker that takes over would find state that is ahead of the place
     * or behind the events, and the numbers in the events' ids would no longer say which are the same.
     *
     * @param atHand hears what polls bring
     */
    Properties settings(AtHand atHand) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("application.id", applicationId);
        settings.put("processing.guarantee", "exactly_once_v2");
        settings.put("commit.interval.ms", commitInterval.toMillis());
        settings.put("num.stream.threads", 1);
        settings.put("num.standby.replicas", standbys);
        // Changelogs are compacted: nobody has so much to read back that a stream should rather stay where it is.
        settings.put("acceptable.recovery.lag", Long.MAX_VALUE);
        settings.put("ensure.explicit.internal.resource.naming", true);
        settings.put("processing.exception.handler.global.enabled", true);
        settings.put("log.summary.interval.ms", -1L);
        settings.put("enable.metrics.push", false);
        settings.put("consumer.session.timeout.ms", (int) sessionTimeout.toMillis());
        // A worker hears that others are gone with its next heartbeat: many of them cost little.
        settings.put("consumer.heartbeat.interval.ms", (int) sessionTimeout.toMillis() / 12);
        // Half of this long, and no longer, a worker works on what it has before it polls again, and so hears that it
        // is
        // to share, to take over, or to stop; WorkerClients tells its consumer otherwise.
        settings.put("main.consumer.max.poll.interval.ms", 2 * (int) ATTENTION.toMillis());
        // With work at hand, a poll that brings nothing is idleness.
        settings.put("poll.ms", ATTENTION.toMillis() / 10);
        // What polls bring meanwhile waits in memory.
        settings.put("main.consumer.max.poll.records", 256);
        settings.put("buffered.records.per.partition", 64);
        // What has piled up while nobody read comes in pieces: a large one is long on its way, and then long in work.
        settings.put("main.consumer.max.partition.fetch.bytes", 256 << 10);
        settings.put("main.consumer.interceptor.classes", PollListener.class.getName());
        settings.put("main.consumer." + PollListener.AT_HAND, atHand);
        // What a killed worker left open holds back whoever takes over: it must be given up before the session is.
        settings.put("producer.transaction.timeout.ms", (int) sessionTimeout.toMillis() * 2 / 3);
        settings.put("producer.linger.ms", 2);
        settings.put("producer.compression.type", "lz4");
        settings.put("producer.max.request.size", Cluster.LARGEST);
        settings.putAll(cluster.settings());
        Properties properties = new Properties();
        properties.putAll(settings);
        return properties;
    }
}
