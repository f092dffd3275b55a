package dev.twintrack.streams.worker;

import java.util.Optional;

/**
 * What became of a command.
 *
 * @param track the target that was started, stopped or started anew
 * @param refusal why it was not carried out; empty when it was
 */
record Outcome(StreamCommand command, Optional<String> track, Optional<String> refusal) {

    static Outcome refused(StreamCommand command, String reason) {
        return new Outcome(command, Optional.empty(), Optional.of(reason));
    }

    /** As {@code serve} answers. */
    String json(int partition) {
        return new dev.twintrack.streams.serve.Answer(
                        Optional.of(command.id()),
                        Optional.of(command.type().wireName()),
                        Optional.of(command.stream()),
                        track,
                        refusal,
                        Optional.empty())
                .json(partition, command.offset().orElse(0));
    }

    /** To something that is no command. */
    static String json(Optional<String> id, String reason, int partition, long offset) {
        return new dev.twintrack.streams.serve.Answer(
                        id, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(reason), Optional.empty())
                .json(partition, offset);
    }
}
