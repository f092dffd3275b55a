package dev.twintrack.streams.worker;

import dev.twintrack.streams.worker.StreamCommand.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Cameras that are not there: streams of equal pictures at a steady rate, their frames spread over its period. */
final class LoadStreams implements AutoCloseable {

    private final WorkerTopics topics;
    private final Producer<byte[], byte[]> producer;
    private final LoadPictures pictures;
    private final List<String> names = new ArrayList<>();
    private final double rate;
    private final long capture = System.currentTimeMillis();
    private long tick;

    /** @param rate frames a second and stream */
    LoadStreams(Cluster cluster, WorkerTopics topics, LoadPictures pictures, int streams, double rate) {
        this.topics = topics;
        this.pictures = pictures;
        this.rate = rate;
        Map<String, Object> settings = cluster.settings();
        settings.put("max.request.size", Cluster.LARGEST);
        settings.put("linger.ms", 0);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        for (int i = 0; i < streams; i++) {
            String name = "load-%dx%d-%d-%d".formatted(pictures.width(), pictures.height(), streams, i);
            names.add(name);
            StreamCommand start = new StreamCommand(
                    name,
                    "start",
                    Type.START,
                    Optional.empty(),
                    Optional.of(pictures.box()),
                    Optional.empty(),
                    OptionalLong.of(0));
            producer.send(new ProducerRecord<>(topics.commands(), bytes(name), start.write()));
        }
        producer.flush();
    }

    /** Sends until the time is over, at the pace of the rate. */
    void play(Duration time) {
        long begin = System.nanoTime();
        long first = tick;
        for (; (tick - first) / rate * 1e9 < time.toNanos(); tick++) {
            for (int i = 0; i < names.size(); i++) {
                long due = begin + (long) ((tick - first + (double) i / names.size()) / rate * 1e9);
                LockSupport.parkNanos(due - System.nanoTime());
                send(names.get(i), Optional.empty());
            }
        }
    }

    @Override
    public void close() {
        names.forEach(name -> send(name, Optional.of("end of load")));
        producer.close();
    }

    private void send(String name, Optional<String> end) {
        FrameRecord frame = new FrameRecord(
                name,
                capture,
                capture,
                false,
                tick,
                OptionalLong.empty(),
                Duration.ofNanos((long) (tick / rate * 1e9)),
                Instant.now(),
                pictures.width(),
                pictures.height(),
                0,
                Optional.empty(),
                end,
                end.isPresent() ? new byte[0] : pictures.jpeg(tick));
        producer.send(new ProducerRecord<>(
                topics.frames(), null, frame.captureTime().toEpochMilli(), frame.key(), frame.jpeg(), frame.headers()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
