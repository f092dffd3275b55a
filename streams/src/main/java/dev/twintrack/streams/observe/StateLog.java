package dev.twintrack.streams.observe;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Optional;

/** A line for each change of state, and none for a frame. Safe for any thread. */
public interface StateLog {

    /**
     * A change.
     *
     * @param what its kind, such as {@code stream.lost}: a fixed word for machines
     * @param stream the stream it is about
     * @param track the target it is about
     * @param words for people, without secrets
     */
    record Change(String what, Optional<String> stream, Optional<String> track, String words) {

        /** A change of a stream. */
        public static Change of(String what, String stream, String words) {
            return new Change(what, Optional.of(stream), Optional.empty(), words);
        }

        /** A change of the whole. */
        public static Change of(String what, String words) {
            return new Change(what, Optional.empty(), Optional.empty(), words);
        }
    }

    void tell(Change change);

    /** No lines. */
    static StateLog off() {
        return change -> {};
    }

    /** {@code TIME WHAT STREAM/TRACK WORDS}. */
    static StateLog text(PrintWriter out, InstantSource clock) {
        return new TextLog(out, clock);
    }

    /** A JSON object a line: {@code time}, {@code what}, {@code stream}, {@code track}, {@code words}. */
    static StateLog json(PrintWriter out, InstantSource clock) {
        return new JsonLog(out, clock);
    }

    /** For who looks on and asked for no log: a stream that goes and one that comes back. */
    static StateLog brief(PrintWriter out) {
        return change -> {
            if (change.what().equals(StreamWatch.LOST) || change.what().equals(StreamWatch.BACK)) {
                out.println("%s: %s".formatted(change.stream().orElse("twintrack"), change.words()));
            }
        };
    }
}
