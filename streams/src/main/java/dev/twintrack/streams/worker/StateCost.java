package dev.twintrack.streams.worker;

import dev.twintrack.Target;
import dev.twintrack.Tracker;
import dev.twintrack.streams.StartTarget;
import dev.twintrack.streams.StreamTracks;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What it costs to save a stream with one target.
 *
 * @param checkpointBytes written after every frame, and let through once a commit
 * @param checkpointMicros to make it
 * @param snapshotBytes of what the target looks like, once a second
 * @param snapshotMicros to make it
 */
record StateCost(int checkpointBytes, double checkpointMicros, int snapshotBytes, double snapshotMicros) {

    private static final int TIMES = 300;

    static StateCost measure(Tracker tracker, LoadPictures pictures) {
        StreamTracks tracks = new StreamTracks("load", tracker, 0);
        tracks.start(StartTarget.at(pictures.box()));
        for (int i = 0; i < 3; i++) {
            FrameRecord frame = new FrameRecord(
                    "load",
                    0,
                    0,
                    true,
                    i,
                    java.util.OptionalLong.empty(),
                    Duration.ZERO,
                    Instant.EPOCH,
                    pictures.width(),
                    pictures.height(),
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    pictures.jpeg(i));
            tracks.finish(tracker.update(tracks.begin(frame.timed(Jpeg.decode(frame.jpeg()), Optional.empty()))));
        }
        Target target = tracks.views().get(0).target();
        Supplier<byte[]> checkpoint = () -> new Checkpoint(tracks.save(), 0, 0, java.util.List.of()).write();
        return new StateCost(
                checkpoint.get().length, micros(checkpoint), target.snapshot().length, micros(target::snapshot));
    }

    String report() {
        return String.format(
                Locale.ROOT,
                "State of a stream with one target: checkpoint %d bytes in %.0f us, after every frame;"
                        + " snapshot of the target %d bytes in %.0f us, once a second.",
                checkpointBytes,
                checkpointMicros,
                snapshotBytes,
                snapshotMicros);
    }

    private static double micros(Supplier<byte[]> work) {
        for (int i = 0; i < TIMES; i++) {
            work.get();
        }
        long begin = System.nanoTime();
        for (int i = 0; i < TIMES; i++) {
            work.get();
        }
        return (System.nanoTime() - begin) / 1e3 / TIMES;
    }
}
