package dev.twintrack.streams;

import dev.twintrack.streams.delivery.KafkaDelivery;
import dev.twintrack.streams.delivery.KafkaSink;
import java.nio.file.Path;
import java.util.List;

/**
 * Where results go. A pipeline calls it from one thread: the events of a frame in their order, then the frame itself;
 * at the end {@link #finish()}, and always {@link #close()}. Neither {@code event} nor {@code frame} may wait for a
 * network.
 */
public interface Sink extends AutoCloseable {

    /**
     * A file whose kind its ending says: {@code .jsonl} the events, {@code .csv} a row a target and frame, {@code .txt}
     * {@code x,y,w,h} of the first target a frame, {@code .mp4} and {@code .avi} the annotated video. It appears at its
     * place when it is finished.
     *
     * @param source what is tracked: a video takes its frame rate
     * @throws dev.twintrack.TwintrackException when the ending is none of these, or no file can be made there
     */
    static Sink toFile(Path target, SourceInfo source) {
        return OutputKind.of(target).open(target, source);
    }

    /** Events on a Kafka topic; nothing waits for the broker but the end, and that for ten seconds at most. */
    static KafkaSink toKafka(KafkaTopic topic) {
        return toKafka(KafkaDelivery.to(topic));
    }

    /**
     * Events on a Kafka topic, with an outbox on disk, another encoding or a topic of states beside it where wanted.
     * Several streams of a process may share one such sink.
     *
     * @throws dev.twintrack.TwintrackException when there cannot be an outbox in its folder
     */
    static KafkaSink toKafka(KafkaDelivery delivery) {
        return KafkaSink.open(delivery);
    }

    default void event(Event event) {}

    /** A frame all of whose targets have been looked for; the views are those of the targets alive after it. */
    default void frame(TimedFrame frame, List<TrackView> tracks) {}

    /** Everything has been given: make it whole. What is closed without this was broken off and leaves nothing. */
    default void finish() {}

    /** What did not reach its place, each in words fit for a user; empty when all did. Final after {@code finish}. */
    default List<String> losses() {
        return List.of();
    }

    @Override
    default void close() {}
}
