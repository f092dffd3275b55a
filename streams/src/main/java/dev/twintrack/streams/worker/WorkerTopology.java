package dev.twintrack.streams.worker;

import dev.twintrack.streams.delivery.TrackEventSerde;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Frames and commands in, events out: one processor a partition, with two stores.
 *
 * <p>The stores are in memory: they are small, their changelogs are what another worker goes on from, and after a kill
 * nothing on a disk could be trusted anyway. Checkpoints change with every frame; a cache in front of their changelog lets
 * through the last of each commit alone.
 */
final class WorkerTopology {

    /** Kafka's smallest segment: what is written again and again is compacted soon, and restored in no time. */
    private static final Map<String, String> CHANGELOG = Map.of(
            "segment.bytes",
            Integer.toString(1 << 20),
            "min.cleanable.dirty.ratio",
            "0.1",
            "min.compaction.lag.ms",
            "0",
            "max.message.bytes",
            Integer.toString(8 << 20));

    static final String EVENTS = "events";
    static final String ANSWERS = "answers";

    private WorkerTopology() {}

    static Topology of(WorkerTopics topics, Workplace workplace) {
        Topology topology = new Topology();
        source(topology, "frames", topics.frames());
        source(topology, "commands", topics.commands());
        topology.addProcessor("tracks", () -> new FrameProcessor(workplace, topics.commands()), "frames", "commands");
        topology.addStateStore(store(FrameProcessor.CHECKPOINTS).withCachingEnabled(), "tracks");
        topology.addStateStore(store(FrameProcessor.SNAPSHOTS), "tracks");
        topology.addSink(EVENTS, topics.events(), new StringSerializer(), new TrackEventSerde().serializer(), "tracks");
        topology.addSink(ANSWERS, topics.answers(), new StringSerializer(), new StringSerializer(), "tracks");
        return topology;
    }

    private static void source(Topology topology, String name, String topic) {
        topology.addSource(
                AutoOffsetReset.earliest(),
                name,
                new CaptureTime(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                topic);
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                .withLoggingEnabled(CHANGELOG);
    }

    /** The record's own time, whatever it is: a senseless one may put a record out of order, but stops nothing. */
    private static final class CaptureTime implements TimestampExtractor {
        @Override
        public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
            return Math.max(0, record.timestamp());
        }
    }
}
