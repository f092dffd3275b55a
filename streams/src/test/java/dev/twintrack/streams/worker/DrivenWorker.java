package dev.twintrack.streams.worker;

import dev.twintrack.Tracker;
import dev.twintrack.streams.Event;
import dev.twintrack.streams.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** One worker without a broker: the topology as it is, driven record by record; tracker and pictures are real. */
final class DrivenWorker implements AutoCloseable {

    private static final WorkerTopics TOPICS = WorkerTopics.defaults();

    final Workplace workplace;
    private final TopologyTestDriver driver;
    final TestInputTopic<byte[], byte[]> frames;
    final TestInputTopic<byte[], byte[]> commands;
    final TestOutputTopic<String, String> out;
    final TestOutputTopic<String, String> answers;
    private long offset;

    /** @param log takes what the worker says */
    DrivenWorker(Tracker tracker, Consumer<String> log) {
        workplace =
                new Workplace(tracker, new AtHand(TOPICS.frames(), TOPICS.commands()), WorkerWatch.none(), log::accept);
        driver = new TopologyTestDriver(WorkerTopology.of(TOPICS, workplace), settings());
        frames = driver.createInputTopic(TOPICS.frames(), new ByteArraySerializer(), new ByteArraySerializer());
        commands = driver.createInputTopic(TOPICS.commands(), new ByteArraySerializer(), new ByteArraySerializer());
        out = driver.createOutputTopic(TOPICS.events(), new StringDeserializer(), new StringDeserializer());
        answers = driver.createOutputTopic(TOPICS.answers(), new StringDeserializer(), new StringDeserializer());
    }

    void frame(FrameRecord frame) {
        frames.pipeInput(new TestRecord<>(frame.key(), frame.jpeg(), frame.headers(), frame.captureTime()));
        offset++;
    }

    /** A frame with another picture in it. */
    void picture(FrameRecord frame, byte[] jpeg) {
        frames.pipeInput(new TestRecord<>(frame.key(), jpeg, frame.headers(), frame.captureTime()));
    }

    /** Frames that one poll brings: the driver itself has no consumer. */
    void polled(FrameRecord... all) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (FrameRecord frame : all) {
            records.add(new ConsumerRecord<>(
                    TOPICS.frames(),
                    0,
                    offset + records.size(),
                    frame.captureTime().toEpochMilli(),
                    TimestampType.CREATE_TIME,
                    0,
                    0,
                    frame.key(),
                    frame.jpeg(),
                    frame.headers(),
                    Optional.empty()));
        }
        workplace
                .atHand()
                .arrived(new ConsumerRecords<>(Map.of(new TopicPartition(TOPICS.frames(), 0), records), Map.of()));
        Arrays.stream(all).forEach(this::frame);
    }

    void command(StreamCommand command) {
        commands.pipeInput(command.stream().getBytes(StandardCharsets.UTF_8), command.write(), Instant.EPOCH);
    }

    List<Event> events() {
        List<Event> events = new ArrayList<>();
        out.readValuesToList().forEach(line -> events.add(EventJson.read(line)));
        return events;
    }

    long checkpoints() {
        return count(FrameProcessor.CHECKPOINTS);
    }

    long snapshots() {
        return count(FrameProcessor.SNAPSHOTS);
    }

    /** Has what another worker left in the stores. */
    void takeOver(DrivenWorker other) {
        for (String name : List.of(FrameProcessor.CHECKPOINTS, FrameProcessor.SNAPSHOTS)) {
            KeyValueStore<String, byte[]> mine = driver.getKeyValueStore(name);
            KeyValueStore<String, byte[]> theirs = other.driver.getKeyValueStore(name);
            try (KeyValueIterator<String, byte[]> all = theirs.all()) {
                all.forEachRemaining(entry -> mine.put(entry.key, entry.value));
            }
        }
    }

    @Override
    public void close() {
        driver.close();
    }

    private long count(String store) {
        long count = 0;
        KeyValueStore<String, byte[]> all = driver.getKeyValueStore(store);
        try (KeyValueIterator<String, byte[]> entries = all.all()) {
            for (; entries.hasNext(); entries.next()) {
                count++;
            }
        }
        return count;
    }

    private static Properties settings() {
        Properties settings = new Properties();
        settings.put("application.id", "test");
        settings.put("bootstrap.servers", "127.0.0.1:1");
        return settings;
    }
}
