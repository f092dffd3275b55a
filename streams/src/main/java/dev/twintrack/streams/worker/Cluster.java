package dev.twintrack.streams.worker;

import dev.twintrack.TwintrackException;
import dev.twintrack.streams.KafkaTopic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Where captures and workers meet.
 *
 * @param servers {@code HOST:PORT}, several separated by commas
 * @param client further settings of Kafka's clients, such as those of TLS; they win over ours
 */
record Cluster(String servers, Map<String, String> client) {

    /** The largest picture that the topics take, in bytes. */
    static final int LARGEST = 8 << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    Cluster {
        // Checks the address.
        KafkaTopic.of(servers, WorkerTopics.FRAMES);
        client = Map.copyOf(client);
    }

    /** What an exception of Kafka's clients says, without secrets. */
    String words(Throwable e) {
        return KafkaTopic.of(servers, WorkerTopics.FRAMES)
                .withClientProperties(client)
                .words(e);
    }

    /** Without the values of the settings, some of which are secrets. */
    @Override
    public String toString() {
        return "Cluster[servers=%s, client=%s]".formatted(servers, client.keySet());
    }

    /** The settings that all clients share. */
    Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", servers);
        settings.putAll(client);
        return settings;
    }

    /**
     * Makes the topics that are not there, and sees to it that frames and commands of a stream meet in one partition.
     *
     * @param partitions of new topics
     * @param retention how long new topics keep frames
     * @throws TwintrackException when no broker answers, or the topics differ in their partitions
     */
    void prepare(WorkerTopics topics, int partitions, Duration retention) {
        Map<String, Object> settings = settings();
        settings.put("default.api.timeout.ms", (int) PATIENCE.toMillis());
        settings.put("request.timeout.ms", (int) PATIENCE.toMillis() / 3);
        try (Admin admin = Admin.create(settings)) {
            Map<String, String> frames = Map.of(
                    "retention.ms", Long.toString(retention.toMillis()),
                    "segment.ms", Long.toString(Math.max(1000, retention.toMillis() / 4)),
                    "segment.bytes", Integer.toString(64 << 20),
                    "max.message.bytes", Integer.toString(LARGEST));
            make(admin, topic(topics.frames(), partitions).configs(frames));
            make(admin, topic(topics.commands(), partitions));
            make(admin, topic(topics.events(), partitions));
            make(admin, topic(topics.answers(), 1));
            Map<String, TopicDescription> there = describe(admin, List.of(topics.frames(), topics.commands()));
            int ofFrames = there.get(topics.frames()).partitions().size();
            int ofCommands = there.get(topics.commands()).partitions().size();
            if (ofFrames != ofCommands) {
                throw new TwintrackException(
                        "topic %s has %d partitions and %s has %d: give both the same number, or a stream's commands miss its frames"
                                .formatted(topics.frames(), ofFrames, topics.commands(), ofCommands));
            }
        }
    }

    private static NewTopic topic(String name, int partitions) {
        return new NewTopic(name, Optional.of(partitions), Optional.empty());
    }

    private void make(Admin admin, NewTopic topic) {
        try {
            answer(admin.createTopics(List.of(topic)).all());
        } catch (TopicExistsException e) {
            // As it should be.
        }
    }

    /** A broker may take a moment to know of a topic that another has just made. */
    private Map<String, TopicDescription> describe(Admin admin, List<String> topics) {
        long deadline = System.nanoTime() + 2 * PATIENCE.toNanos();
        while (true) {
            try {
                return answer(admin.describeTopics(topics).allTopicNames());
            } catch (UnknownTopicOrPartitionException e) {
                if (System.nanoTime() > deadline) {
                    throw unreachable(e);
                }
                LockSupport.parkNanos(50_000_000);
            }
        }
    }

    private <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TwintrackException("interrupted while Kafka at %s was asked".formatted(servers), e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException there) {
                throw there;
            }
            if (e.getCause() instanceof UnknownTopicOrPartitionException notYet) {
                throw notYet;
            }
            if (e.getCause() instanceof TimeoutException) {
                throw unreachable(e);
            }
            if (e.getCause() instanceof KafkaException refused) {
                throw new TwintrackException("Kafka at %s refuses: %s".formatted(servers, words(refused)), e);
            }
            throw new IllegalStateException(e);
        } catch (java.util.concurrent.TimeoutException e) {
            throw unreachable(e);
        }
    }

    private TwintrackException unreachable(Exception e) {
        return new TwintrackException(
                "no Kafka broker answers at %s: start one there, or correct the address".formatted(servers), e);
    }
}
