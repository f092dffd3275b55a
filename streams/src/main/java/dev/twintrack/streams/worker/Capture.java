package dev.twintrack.streams.worker;

import dev.twintrack.Box;
import dev.twintrack.TwintrackException;
import dev.twintrack.streams.FrameSource;
import dev.twintrack.streams.FrameStamp;
import dev.twintrack.streams.Gap;
import dev.twintrack.streams.TimedFrame;
import dev.twintrack.streams.observe.Delivery;
import dev.twintrack.streams.worker.StreamCommand.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Puts a source's frames on a topic. Few are ever on their way: while the broker is slow or away, a live source's frames
 * are dropped and counted, and a recording waits. {@link #stop} may be called from any thread.
 */
final class Capture implements AutoCloseable {

    private static final int MOST_LIVE = 4;
    private static final int MOST_RECORDED = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CaptureOptions options;
    private final FrameSource source;
    private final Consumer<String> log;
    private final boolean every;
    private final long firstSequence;
    private final Producer<byte[], byte[]> producer;
    private final int most;
    private final Semaphore room;
    private final AtomicLong failed = new AtomicLong();
    private volatile Optional<Exception> fault = Optional.empty();
    private volatile Optional<Long> awaySince = Optional.empty();
    private volatile boolean stopped;
    private Optional<Gap> lastGap = Optional.empty();
    private long gaps;
    private OptionalLong previous = OptionalLong.empty();
    private volatile long sent;
    private volatile long dropped;

    /** @param source stays the caller's to close */
    Capture(CaptureOptions options, FrameSource source, Consumer<String> log) {
        this.options = options;
        this.source = source;
        this.log = log;
        this.every = !source.info().live();
        // Ids of what cannot be repeated must not return in the next run.
        this.firstSequence = every ? 0 : options.capture();
        this.most = every ? MOST_RECORDED : MOST_LIVE;
        this.room = new Semaphore(most);
        Map<String, Object> settings = options.cluster().settings();
        settings.putIfAbsent("linger.ms", 0);
        settings.putIfAbsent("max.request.size", Cluster.LARGEST);
        settings.putIfAbsent("max.block.ms", every ? 60_000 : 500);
        settings.putIfAbsent("request.timeout.ms", every ? 30_000 : 4_000);
        settings.putIfAbsent("delivery.timeout.ms", every ? 120_000 : 5_000);
        settings.putIfAbsent("reconnect.backoff.max.ms", 1_000);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Sends frame after frame until the source ends or {@link #stop}, then the end of the stream. When the source breaks
     * off, its exception follows.
     *
     * @param boxes what is to be followed, on the first frame
     * @return frames sent
     * @throws TwintrackException when a recording's frame cannot be delivered, or the source breaks off
     */
    long run(List<Box> boxes) {
        FrameStamp last = null;
        String end = "end of stream";
        try {
            for (Optional<TimedFrame> frame = next(); frame.isPresent(); frame = next()) {
                if (last == null) {
                    command(boxes, frame.get());
                }
                last = frame.get().stamp();
                frame.get().gap().ifPresent(this::passOn);
                send(frame.get());
            }
        } catch (TwintrackException e) {
            end = e.getMessage();
            throw e;
        } finally {
            if (last != null && !(every && fault.isPresent())) {
                end(last, stopped ? "stopped" : end);
            }
        }
        require();
        return sent;
    }

    /** Frames of a live source that did not reach the topic, as far as is known. */
    long dropped() {
        return dropped + failed.get();
    }

    /** What it tells of its way to Kafka, in frames. */
    Delivery delivery() {
        return new Delivery() {
            @Override
            public long queued() {
                return most - room.availablePermits();
            }

            @Override
            public long delivered() {
                return Math.max(0, sent - failed.get() - queued());
            }

            @Override
            public long lost() {
                return dropped();
            }

            @Override
            public Optional<Duration> away() {
                return awaySince.map(since -> Duration.ofNanos(System.nanoTime() - since));
            }
        };
    }

    void stop() {
        stopped = true;
        source.cancel();
    }

    @Override
    public void close() {
        producer.close(PATIENCE);
    }

    private Optional<TimedFrame> next() {
        require();
        return stopped ? Optional.empty() : source.next();
    }

    /** A recording's frame that was not delivered ends it: none may be missing. */
    private void require() {
        if (every && fault.isPresent()) {
            throw new TwintrackException(
                    "a frame did not reach Kafka at %s, topic %s: %s"
                            .formatted(
                                    options.cluster().servers(),
                                    options.topics().frames(),
                                    options.cluster().words(fault.get())),
                    fault.get());
        }
    }

    /** Every frame from now on tells of it: the next may be dropped. */
    private void passOn(Gap gap) {
        gaps++;
        lastGap = Optional.of(gap);
    }

    private void command(List<Box> boxes, TimedFrame first) {
        for (int i = 0; i < boxes.size(); i++) {
            StreamCommand start = new StreamCommand(
                    options.stream(),
                    "capture-%d-%d".formatted(options.capture(), i + 1),
                    Type.START,
                    Optional.empty(),
                    Optional.of(boxes.get(i)),
                    Optional.empty(),
                    OptionalLong.of(first.index()));
            try {
                producer.send(new ProducerRecord<>(
                                options.topics().commands(),
                                null,
                                // Before its frame: of records of one time, a worker may take either first.
                                Math.max(0, first.captureTime().toEpochMilli() - 1),
                                options.stream().getBytes(StandardCharsets.UTF_8),
                                start.write()))
                        .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TwintrackException("interrupted before the targets were started", e);
            } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
                throw new TwintrackException(
                        "the targets cannot be started: Kafka at %s, topic %s: %s"
                                .formatted(
                                        options.cluster().servers(),
                                        options.topics().commands(),
                                        e.getMessage()),
                        e);
            }
        }
    }

    private void send(TimedFrame frame) {
        if (!room()) {
            dropped++;
            return;
        }
        FrameRecord record = record(frame.stamp(), Optional.empty(), Jpeg.encode(frame.frame(), options.quality()));
        previous = OptionalLong.of(frame.index());
        sent++;
        producer.send(kafka(record), (metadata, e) -> {
            if (e != null) {
                failed.incrementAndGet();
                fault = Optional.of(e);
            }
            room.release();
            tellAway(e);
        });
    }

    /** Whether another frame may be on its way; a recording waits for that. */
    private boolean room() {
        try {
            while (!room.tryAcquire(every ? 100 : 0, TimeUnit.MILLISECONDS)) {
                if (!every || fault.isPresent() || stopped) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
            return false;
        }
    }

    private void tellAway(Exception e) {
        if (awaySince.isPresent() != (e != null)) {
            awaySince = e == null ? Optional.empty() : Optional.of(System.nanoTime());
            log.accept(
                    e != null
                            ? "frames do not reach Kafka and are dropped: "
                                    + options.cluster().words(e)
                            : "frames reach Kafka again");
        }
    }

    private void end(FrameStamp last, String reason) {
        producer.send(kafka(record(last, Optional.of(reason), new byte[0])));
        producer.flush();
    }

    private FrameRecord record(FrameStamp at, Optional<String> end, byte[] jpeg) {
        return new FrameRecord(
                options.stream(),
                options.capture(),
                firstSequence,
                every,
                at.index(),
                previous,
                at.mediaTime(),
                at.captureTime(),
                at.width(),
                at.height(),
                gaps,
                lastGap,
                end,
                jpeg);
    }

    private ProducerRecord<byte[], byte[]> kafka(FrameRecord record) {
        return new ProducerRecord<>(
                options.topics().frames(),
                null,
                record.captureTime().toEpochMilli(),
                record.key(),
                record.jpeg(),
                record.headers());
    }
}
