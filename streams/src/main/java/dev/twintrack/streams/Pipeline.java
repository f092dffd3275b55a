package dev.twintrack.streams;

import dev.twintrack.Look;
import dev.twintrack.Tracker;
import dev.twintrack.TwintrackException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The way of one stream: every frame of a source through the tracker to the sinks, one direction, on the thread that
 * calls {@link #run}, once. All other methods may be called from any thread meanwhile. It owns nothing: source, tracker
 * and sinks are closed by whoever opened them.
 */
public final class Pipeline implements StreamControl {

    private final FrameSource source;
    private final Tracker tracker;
    private final StreamTracks tracks;
    private final List<Sink> sinks;
    private final Pace pace = new Pace();
    private Optional<TwintrackException> broken = Optional.empty();
    private long frames;

    /** A pipeline whose events count from 0. */
    public Pipeline(String stream, FrameSource source, Tracker tracker, List<Sink> sinks) {
        this(stream, source, tracker, sinks, 0);
    }

    /** A pipeline whose events count from a number of choice: see {@link StreamTracks#StreamTracks}. */
    public Pipeline(String stream, FrameSource source, Tracker tracker, List<Sink> sinks, long firstSequence) {
        this.source = source;
        this.tracker = tracker;
        this.sinks = List.copyOf(sinks);
        this.tracks = new StreamTracks(stream, tracker, firstSequence);
    }

    /**
     * Drives the stream to its end or until {@link #stop}, then finishes the sinks. When the source breaks off, the
     * targets are ended and the sinks finished all the same, and the source's exception follows.
     *
     * @param targets to start on the first frame
     * @return frames that went through
     * @throws TwintrackException when a target cannot be started, the source breaks off or a sink fails
     */
    public long run(List<StartTarget> targets) {
        List<CompletableFuture<String>> started =
                targets.stream().map(tracks::start).toList();
        for (Optional<TimedFrame> frame = next(); frame.isPresent(); frame = next()) {
            pass(frame.get(), started);
            started = List.of();
            frames++;
        }
        deliver(tracks.end(pace.stopReason().orElseThrow()));
        if (frames > 0) {
            sinks.forEach(Sink::finish);
        }
        if (broken.isPresent()) {
            throw broken.get();
        }
        return frames;
    }

    /** Starts a target on the next frame, or at once on the frame at hand while paused: {@link StreamTracks#start}. */
    @Override
    public CompletableFuture<String> start(StartTarget wish) {
        CompletableFuture<String> answer = tracks.start(wish);
        pace.nudge();
        return answer;
    }

    /** Ends a target before the next frame, or at once while paused: {@link StreamTracks#stop}. */
    @Override
    public CompletableFuture<String> stop(StopTarget wish) {
        CompletableFuture<String> answer = tracks.stop(wish);
        pace.nudge();
        return answer;
    }

    /** Gives a target another label: {@link StreamTracks#rename}. */
    @Override
    public CompletableFuture<String> rename(RenameTarget wish) {
        CompletableFuture<String> answer = tracks.rename(wish);
        pace.nudge();
        return answer;
    }

    /** Ends the stream after the frame in work; the reason goes into the last events. */
    public void stop(String reason) {
        pace.stop(reason);
        source.cancel();
    }

    /**
     * Takes no further frame until {@link #resume} or {@link #step}. Sensible for files: a live source drops meanwhile.
     *
     * @return done when the source is asked for nothing any more; cancelled when the stream ends before
     */
    @Override
    public CompletableFuture<String> pause() {
        pace.pause();
        CompletableFuture<String> answer = tracks.attention();
        pace.nudge();
        return answer;
    }

    @Override
    public void resume() {
        pace.resume();
    }

    /** Takes one frame more and pauses. */
    @Override
    public void step() {
        pace.step();
    }

    private Optional<TimedFrame> next() {
        tracks.attend();
        if (!pace.awaitTurn(() -> deliver(tracks.grantNow()))) {
            return Optional.empty();
        }
        try {
            Optional<TimedFrame> frame = source.next();
            if (frame.isEmpty()) {
                endOfStream();
            }
            return frame;
        } catch (TwintrackException e) {
            broken = Optional.of(e);
            pace.stop(e.getMessage());
            return Optional.empty();
        }
    }

    private void endOfStream() {
        if (frames == 0 && pace.stopReason().isEmpty()) {
            broken = Optional.of(new TwintrackException("there is not one frame in %s that could be decoded"
                    .formatted(source.info().description())));
        }
        pace.stop("end of stream");
    }

    private void pass(TimedFrame frame, List<CompletableFuture<String>> started) {
        List<Look> looks = tracks.begin(frame);
        started.forEach(Pipeline::requireStarted);
        deliver(tracks.finish(tracker.update(looks)));
        List<TrackView> views = tracks.views();
        for (Sink sink : sinks) {
            sink.frame(frame, views);
        }
    }

    private void deliver(List<Event> events) {
        for (Sink sink : sinks) {
            events.forEach(sink::event);
        }
    }

    private static void requireStarted(CompletableFuture<String> target) {
        try {
            target.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof TwintrackException cause ? cause : e;
        }
    }
}
