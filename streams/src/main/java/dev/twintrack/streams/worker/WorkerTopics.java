package dev.twintrack.streams.worker;

import dev.twintrack.streams.KafkaTopic;

/**
 * The topics between captures and workers, by name.
 *
 * @param frames JPEG pictures keyed by stream
 * @param commands what is to be followed in them, keyed by stream; as many partitions as the frames
 * @param events what comes of it
 */
record WorkerTopics(String frames, String commands, String events) {

    static final String FRAMES = "video-frames";
    static final String COMMANDS = "video-commands";

    static WorkerTopics defaults() {
        return new WorkerTopics(FRAMES, COMMANDS, KafkaTopic.DEFAULT_NAME);
    }
}
