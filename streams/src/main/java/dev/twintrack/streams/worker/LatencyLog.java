package dev.twintrack.streams.worker;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads events on a thread of its own and notes how old they are when they come: an event's record carries its frame's
 * capture time. Capture and this must have one clock. Safe for any thread.
 */
final class LatencyLog implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private volatile boolean closed;
    private long since;
    private long until;
    private double[] latencies = new double[1024];
    private int count;

    /**
     * What was read of the frames of a span of time.
     *
     * @param count events
     * @param median age in milliseconds
     * @param p99 the age that one in a hundred exceeds
     */
    record Summary(int count, double median, double p99) {}

    /** @param committed whether to wait for what is committed, as a consumer may choose */
    LatencyLog(Cluster cluster, String topic, boolean committed) {
        Map<String, Object> settings = cluster.settings();
        settings.put("isolation.level", committed ? "read_committed" : "read_uncommitted");
        settings.put("fetch.max.wait.ms", 100);
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        thread = new Thread(this::read, "latency");
        thread.setDaemon(true);
        thread.start();
    }

    /** Only frames captured from one moment to another count, in milliseconds since 1970; forgets what was read. */
    synchronized void measure(long newSince, long newUntil) {
        since = newSince;
        until = newUntil;
        count = 0;
    }

    synchronized Summary summary() {
        double[] sorted = Arrays.copyOf(latencies, count);
        Arrays.sort(sorted);
        return new Summary(count, at(sorted, 0.5), at(sorted, 0.99));
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        consumer.close();
    }

    private void read() {
        while (!closed) {
            Iterable<ConsumerRecord<byte[], byte[]>> records = consumer.poll(Duration.ofMillis(50));
            long now = System.currentTimeMillis();
            synchronized (this) {
                records.forEach(record -> note(record.timestamp(), now));
            }
        }
    }

    private void note(long captured, long now) {
        if (captured >= since && captured < until) {
            if (count == latencies.length) {
                latencies = Arrays.copyOf(latencies, 2 * count);
            }
            latencies[count++] = now - captured;
        }
    }

    private static double at(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
    }
}
