package dev.twintrack.streams.worker;

import dev.twintrack.TwintrackException;
import dev.twintrack.streams.StreamState;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a worker's store holds of a stream after a frame; the snapshots of its targets have a store of their own, since
 * they are large and change slowly.
 *
 * @param tracks the targets and their counts
 * @param capture the run of {@code capture} that the last frame came from
 * @param gaps the interruptions of that run that have been told
 * @param pending commands that have come and wait for their frame
 */
record Checkpoint(StreamState tracks, long capture, long gaps, List<StreamCommand> pending) {

    private static final JsonMapper JSON = JsonMapper.shared();

    Checkpoint {
        pending = List.copyOf(pending);
    }

    Checkpoint with(StreamCommand command) {
        List<StreamCommand> more = new ArrayList<>(pending);
        more.add(command);
        return new Checkpoint(tracks, capture, gaps, more);
    }

    /** After a frame. */
    Checkpoint after(Answer answer) {
        List<StreamCommand> rest = new ArrayList<>(pending);
        answer.outcomes().forEach(outcome -> rest.remove(outcome.command()));
        return new Checkpoint(answer.state(), answer.capture(), answer.gaps(), rest);
    }

    byte[] write() {
        return JSON.writeValueAsBytes(this);
    }

    static Checkpoint read(byte[] bytes) {
        try {
            return JSON.readValue(bytes, Checkpoint.class);
        } catch (JacksonException e) {
            throw new TwintrackException(
                    "a worker's store holds a stream that cannot be read: give another --application-id", e);
        }
    }
}
