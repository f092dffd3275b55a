package dev.twintrack.streams.demo;

import java.nio.file.Path;

/**
 * Where the demonstration leaves what it made.
 *
 * @param folder holds all of it
 */
record DemoFiles(Path folder) {

    /** The bare clip. */
    Path clip() {
        return folder.resolve("clip.mp4");
    }

    /** The clip with the target's box drawn in. */
    Path video() {
        return folder.resolve("tracked.mp4");
    }

    /** A few moments of that video. */
    Path pictures() {
        return folder.resolve("tracked.jpg");
    }

    /** Every event on a line. */
    Path events() {
        return folder.resolve("events.jsonl");
    }
}
