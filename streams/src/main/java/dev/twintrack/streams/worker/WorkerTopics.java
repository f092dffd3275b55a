package dev.twintrack.streams.worker;

import dev.twintrack.streams.KafkaTopic;

/**
 * The topics between captures and workers, by name.
 *
 * @param frames JPEG pictures keyed by stream
 * @param commands what is to be followed in them, keyed by stream; as many partitions as the frames
 * @param events what comes of it
 * @param answers what became of the commands, keyed by their ids
 */
record WorkerTopics(String frames, String commands, String events, String answers) {

    static final String FRAMES = "video-frames";
    static final String COMMANDS = "video-commands";

    static final String ANSWERS = "video-answers";

    /** With the usual topic for answers. */
    WorkerTopics(String frames, String commands, String events) {
        this(frames, commands, events, ANSWERS);
    }

    static WorkerTopics defaults() {
        return new WorkerTopics(FRAMES, COMMANDS, KafkaTopic.DEFAULT_NAME);
    }
}
