package dev.twintrack.streams.worker;

import dev.twintrack.TwintrackException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * What polls have brought and no processor has come to yet: Kafka Streams shows its processors one record at a time, but
 * a stale frame is known by the newer one behind it, and a batch is made of what lies ahead. Only ever a hint: what is
 * not here, such as in a test without a consumer, is taken when its turn comes. One thread: the one that polls and
 * processes.
 */
final class AtHand {

    private final String framesTopic;
    private final String commandsTopic;
    private final Map<Integer, Deque<Waiting>> frames = new HashMap<>();
    private final Map<Integer, Deque<Waiting>> commands = new HashMap<>();

    /**
     * A record that waits for its turn.
     *
     * @param frame empty for a command
     */
    record Waiting(long offset, String stream, Optional<FrameRecord> frame) {}

    AtHand(String framesTopic, String commandsTopic) {
        this.framesTopic = framesTopic;
        this.commandsTopic = commandsTopic;
    }

    /** A poll has brought these. */
    void arrived(ConsumerRecords<byte[], byte[]> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.topic().equals(framesTopic)) {
                frame(record).ifPresent(frame -> add(frames, record, frame.stream(), Optional.of(frame)));
            } else if (record.topic().equals(commandsTopic) && record.key() != null) {
                add(commands, record, new String(record.key(), StandardCharsets.UTF_8), Optional.empty());
            }
        }
    }

    /** A processor has come to this frame, and so past all before it. */
    void passFrame(int partition, long offset) {
        pass(frames, partition, offset);
    }

    /** Likewise a command. */
    void passCommand(int partition, long offset) {
        pass(commands, partition, offset);
    }

    /** The partition is somebody else's now, or will be read again. */
    void forget(int partition) {
        frames.remove(partition);
        commands.remove(partition);
    }

    /** The frames of a partition's streams that wait, in their order, up to each stream's end. */
    Map<String, List<Waiting>> frames(int partition) {
        Map<String, List<Waiting>> waiting = new HashMap<>();
        Map<String, Boolean> ended = new HashMap<>();
        for (Waiting next : frames.getOrDefault(partition, new ArrayDeque<>())) {
            if (next.frame().orElseThrow().end().isPresent()) {
                ended.put(next.stream(), true);
            } else if (!ended.containsKey(next.stream())) {
                waiting.computeIfAbsent(next.stream(), name -> new ArrayList<>())
                        .add(next);
            }
        }
        return waiting;
    }

    /** Whether a command waits that may change what is looked for in the stream. */
    boolean hasCommand(int partition, String stream) {
        return commands.getOrDefault(partition, new ArrayDeque<>()).stream()
                .anyMatch(command -> command.stream().equals(stream));
    }

    private static Optional<FrameRecord> frame(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(FrameRecord.read(record.key(), record.value(), record.headers()));
        } catch (TwintrackException e) {
            // It is counted when its turn comes.
            return Optional.empty();
        }
    }

    private static void add(
            Map<Integer, Deque<Waiting>> all,
            ConsumerRecord<byte[], byte[]> record,
            String stream,
            Optional<FrameRecord> frame) {
        Deque<Waiting> waiting = all.computeIfAbsent(record.partition(), partition -> new ArrayDeque<>());
        if (!waiting.isEmpty() && waiting.getLast().offset() >= record.offset()) {
            // The consumer went back.
            waiting.removeIf(old -> old.offset() >= record.offset());
        }
        waiting.addLast(new Waiting(record.offset(), stream, frame));
    }

    private static void pass(Map<Integer, Deque<Waiting>> all, int partition, long offset) {
        Deque<Waiting> waiting = all.get(partition);
        while (waiting != null && !waiting.isEmpty() && waiting.getFirst().offset() <= offset) {
            waiting.removeFirst();
        }
    }
}
