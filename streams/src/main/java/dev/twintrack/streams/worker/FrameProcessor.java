package dev.twintrack.streams.worker;

import dev.twintrack.TwintrackException;
import dev.twintrack.streams.Event;
import dev.twintrack.streams.worker.Counts.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The frames and commands of one partition, in their order: events out, checkpoints and snapshots into the stores. A
 * record that is none of ours, or cannot be decoded, is counted and left out.
 */
final class FrameProcessor implements Processor<byte[], byte[], String, Object> {

    static final String CHECKPOINTS = "checkpoints";
    static final String SNAPSHOTS = "snapshots";

    private final Workplace workplace;
    private final String commandsTopic;
    private final Map<String, FollowedStream> streams = new HashMap<>();
    private ProcessorContext<String, Object> context;
    private KeyValueStore<String, byte[]> checkpoints;
    private KeyValueStore<String, byte[]> snapshots;

    FrameProcessor(Workplace workplace, String commandsTopic) {
        this.workplace = workplace;
        this.commandsTopic = commandsTopic;
    }

    @Override
    public void init(ProcessorContext<String, Object> newContext) {
        context = newContext;
        checkpoints = context.getStateStore(CHECKPOINTS);
        snapshots = context.getStateStore(SNAPSHOTS);
        workplace.opened(context.taskId().partition(), this);
    }

    @Override
    public void close() {
        streams.keySet().forEach(workplace.watch()::left);
        streams.clear();
        workplace.closed(context.taskId().partition(), this);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata at = context.recordMetadata().orElseThrow();
        if (at.topic().equals(commandsTopic)) {
            workplace.atHand().passCommand(at.partition(), at.offset());
            command(record, at);
        } else {
            workplace.atHand().passFrame(at.partition(), at.offset());
            readable(() -> FrameRecord.read(record.key(), record.value(), record.headers()))
                    .ifPresent(frame -> frame(frame, at));
        }
    }

    private void command(Record<byte[], byte[]> record, RecordMetadata at) {
        try {
            command(StreamCommand.read(record.key(), record.value()).at(at.offset()));
        } catch (TwintrackException e) {
            workplace.counts().add(Kind.GARBAGE);
            Optional<String> id = StreamCommand.idOf(record.value());
            answer(id, Outcome.json(id, e.getMessage(), at.partition(), at.offset()), record.timestamp());
        }
    }

    private <T> Optional<T> readable(Supplier<T> reader) {
        try {
            return Optional.of(reader.get());
        } catch (TwintrackException e) {
            workplace.counts().add(Kind.GARBAGE);
            return Optional.empty();
        }
    }

    /** The stream of that name: in memory, or from the store, or begun with this frame. */
    FollowedStream stream(String name, FrameRecord frame) {
        FollowedStream stream = streams.computeIfAbsent(name, absent -> stored(name)
                .orElseGet(() -> FollowedStream.begun(name, frame.firstSequence(), workplace)));
        if (!stream.hasFrames() && stream.checkpoint().tracks().firstSequence() != frame.firstSequence()) {
            // It came to be by a command, which does not know where events count from.
            FollowedStream anew = FollowedStream.begun(name, frame.firstSequence(), workplace);
            stream.checkpoint().pending().forEach(anew::command);
            streams.put(name, anew);
            return anew;
        }
        return stream;
    }

    private void frame(FrameRecord frame, RecordMetadata at) {
        FollowedStream stream = stream(frame.stream(), frame);
        if (frame.end().isPresent()) {
            List<Event> last = stream.end(frame.end().get());
            last.forEach(this::forward);
            stream.checkpoint()
                    .pending()
                    .forEach(command -> answer(
                            Outcome.refused(command, "stream %s has ended".formatted(frame.stream())), at, frame));
            workplace.watch().seen(frame.stream(), last, List.of());
            forget(frame.stream(), stream);
            return;
        }
        workplace.take(stream, frame, at.offset(), at.partition()).ifPresent(answer -> {
            answer.events().forEach(this::forward);
            answer.outcomes().forEach(outcome -> answer(outcome, at, frame));
            workplace.watch().seen(frame.stream(), answer.events(), stream.views());
            answer.gone().forEach(track -> snapshots.delete(snapshotKey(frame.stream(), track)));
            answer.snapshots().forEach((track, bytes) -> snapshots.put(snapshotKey(frame.stream(), track), bytes));
            checkpoints.put(frame.stream(), stream.checkpoint().write());
        });
    }

    private void command(StreamCommand command) {
        String name = command.stream();
        FollowedStream stream = streams.computeIfAbsent(
                name, absent -> stored(name).orElseGet(() -> FollowedStream.begun(name, 0, workplace)));
        stream.command(command);
        checkpoints.put(name, stream.checkpoint().write());
    }

    private void forget(String name, FollowedStream stream) {
        stream.checkpoint().tracks().targets().forEach(target -> snapshots.delete(snapshotKey(name, target.track())));
        checkpoints.delete(name);
        streams.remove(name);
        workplace.watch().left(name);
    }

    private Optional<FollowedStream> stored(String name) {
        return Optional.ofNullable(checkpoints.get(name))
                .map(bytes -> FollowedStream.resumed(
                        Checkpoint.read(bytes),
                        track -> Optional.ofNullable(snapshots.get(snapshotKey(name, track))),
                        workplace));
    }

    private void answer(Outcome outcome, RecordMetadata at, FrameRecord frame) {
        answer(
                Optional.of(outcome.command().id()),
                outcome.json(at.partition()),
                frame.captureTime().toEpochMilli());
    }

    private void answer(Optional<String> id, String json, long time) {
        context.forward(
                new Record<>(id.orElse(null), json, Math.max(0, time), new RecordHeaders()), WorkerTopology.ANSWERS);
    }

    private void forward(Event event) {
        context.forward(
                new Record<>(event.stream(), event, event.at().captureTime().toEpochMilli(), new RecordHeaders()),
                WorkerTopology.EVENTS);
    }

    private static String snapshotKey(String stream, String track) {
        return stream + "/" + track;
    }
}
