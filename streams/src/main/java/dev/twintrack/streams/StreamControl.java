package dev.twintrack.streams;

import java.util.concurrent.CompletableFuture;

/** What can be asked of a stream while it runs. Safe for any thread; every wish is granted with a frame of the stream. */
public interface StreamControl {

    /** Wishes for a target: {@link StreamTracks#start}. */
    CompletableFuture<String> start(StartTarget wish);

    /** Wishes a target away: {@link StreamTracks#stop}. */
    CompletableFuture<String> stop(StopTarget wish);

    /** Gives a target another label: {@link StreamTracks#rename}. */
    CompletableFuture<String> rename(RenameTarget wish);

    /**
     * Takes no further frame until {@link #resume} or {@link #step}.
     *
     * @return done when the source is asked for nothing any more; cancelled when the stream ends before
     * @throws dev.twintrack.TwintrackException where a stream does not pause
     */
    CompletableFuture<String> pause();

    /** Goes on after a pause. */
    void resume();

    /** Takes one frame more and pauses. */
    void step();
}
