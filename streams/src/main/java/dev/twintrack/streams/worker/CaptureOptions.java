package dev.twintrack.streams.worker;

import dev.twintrack.TwintrackException;

/**
 * How a source's frames are put on a topic.
 *
 * @param cluster the brokers
 * @param topics where frames and commands go
 * @param stream the stream's name
 * @param quality of the JPEG pictures, 1 to 100
 * @param capture tells this run from the others of its stream: later ones have larger numbers
 */
record CaptureOptions(Cluster cluster, WorkerTopics topics, String stream, int quality, long capture) {

    CaptureOptions {
        if (stream.isBlank() || stream.contains("/")) {
            throw new TwintrackException("stream name '%s' is empty or has a '/': choose another".formatted(stream));
        }
        if (quality < 1 || quality > 100) {
            throw new TwintrackException("quality %d is not between 1 and 100".formatted(quality));
        }
    }
}
