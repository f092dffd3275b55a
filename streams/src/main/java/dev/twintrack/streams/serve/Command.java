package dev.twintrack.streams.serve;

import dev.twintrack.Box;
import java.util.Optional;

/** Something that somebody elsewhere wants done. */
sealed interface Command {

    /** Chosen by the sender; the answer and the events that follow repeat it. */
    String id();

    /** The name that the command has in JSON. */
    String name();

    /** The stream that it is about. */
    String stream();

    /** A further stream. */
    record StartStream(String id, StreamConfig config) implements Command {

        @Override
        public String name() {
            return "start-stream";
        }

        @Override
        public String stream() {
            return config.id();
        }
    }

    /** A stream fewer. */
    record StopStream(String id, String stream) implements Command {

        @Override
        public String name() {
            return "stop-stream";
        }
    }

    /**
     * A further target of a stream.
     *
     * @param box on the stream's next frame
     * @param track its name; the next free number when empty
     * @param label what its user calls it
     */
    record Start(String id, String stream, Box box, Optional<String> track, Optional<String> label) implements Command {

        @Override
        public String name() {
            return "start";
        }
    }

    /**
     * A further target of a stream, wherever it is in the stream's next frame.
     *
     * @param label in the gallery, and of the target
     * @param track its name; the next free number when empty
     */
    record Find(String id, String stream, String label, Optional<String> track) implements Command {

        @Override
        public String name() {
            return "start";
        }
    }

    /** A target fewer. */
    record Stop(String id, String stream, String track) implements Command {

        @Override
        public String name() {
            return "stop";
        }
    }

    /**
     * A target that is to be followed from another box on.
     *
     * @param box on the stream's next frame
     * @param label another label; the one it has when empty
     */
    record Restart(String id, String stream, String track, Box box, Optional<String> label) implements Command {

        @Override
        public String name() {
            return "restart";
        }
    }
}
