package dev.twintrack.streams.worker;

import dev.twintrack.Tracker;
import dev.twintrack.TwintrackException;
import dev.twintrack.streams.observe.Condition;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/**
 * Follows the targets of its share of the streams: a Kafka Streams application with one thread, so that the frames of all
 * its partitions can be one batch. {@link #stop} may be called from any thread.
 */
final class Worker {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final WorkerOptions options;
    private final Workplace workplace;
    private final AtHand atHand;
    private final Consumer<String> log;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Optional<Throwable> fault = Optional.empty();
    private final long born = System.nanoTime();
    private String share = "";

    /**
     * @param tracker used by the worker alone until {@link #run} is over
     * @param watch shows the worker from outside
     * @param log takes a line where something changes
     */
    Worker(WorkerOptions options, Tracker tracker, WorkerWatch watch, Consumer<String> log) {
        this.options = options;
        this.log = log;
        this.atHand = new AtHand(options.topics().frames(), options.topics().commands());
        this.workplace = new Workplace(tracker, atHand, watch, log);
    }

    Counts counts() {
        return workplace.counts();
    }

    /**
     * Works until {@link #stop}; its topics are there.
     *
     * @throws TwintrackException when it cannot go on
     */
    void run() {
        try (KafkaStreams streams = new KafkaStreams(
                WorkerTopology.of(options.topics(), workplace), options.settings(atHand), new WorkerClients())) {
            streams.setUncaughtExceptionHandler(e -> {
                fault = Optional.of(e);
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            });
            streams.setStateListener((now, before) -> {
                if (now == State.RUNNING) {
                    tellShare(streams);
                } else if (now == State.ERROR || now == State.NOT_RUNNING) {
                    stopped.countDown();
                }
            });
            workplace.watch().kafka(() -> condition(streams), () -> silence(streams));
            streams.start();
            stopped.await();
            // A polite end hands the streams over at once, instead of after the session time-out.
            streams.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                    .withTimeout(PATIENCE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (fault.isPresent()) {
            throw new TwintrackException(
                    "the worker cannot go on: " + options.cluster().words(fault.get()), fault.get());
        }
    }

    void stop() {
        stopped.countDown();
    }

    private synchronized Condition condition(KafkaStreams streams) {
        return switch (streams.state()) {
            case RUNNING -> Condition.ok(share);
            case CREATED, REBALANCING -> Condition.waiting("streams are being shared out");
            default -> Condition.failed(streams.state().toString().toLowerCase(Locale.ROOT));
        };
    }

    /** How long ago the consumer told the brokers last that it is there; since the start, where it has not yet. */
    private Duration silence(KafkaStreams streams) {
        return streams.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("last-heartbeat-seconds-ago"))
                .map(metric -> ((Number) metric.metricValue()).longValue())
                .filter(seconds -> seconds >= 0)
                .min(Comparator.naturalOrder())
                .map(Duration::ofSeconds)
                .orElseGet(() -> Duration.ofNanos(System.nanoTime() - born));
    }

    private synchronized void tellShare(KafkaStreams streams) {
        String partitions = streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .map(TaskMetadata::taskId)
                .map(task -> task.partition())
                .collect(Collectors.toCollection(TreeSet::new))
                .toString();
        if (!share.equals("partitions " + partitions)) {
            share = "partitions " + partitions;
            log.accept("works on " + share);
        }
    }
}
