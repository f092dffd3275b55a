package dev.twintrack.streams.serve;

import dev.twintrack.TwintrackException;
import dev.twintrack.streams.FindTarget;
import dev.twintrack.streams.FrameSource;
import dev.twintrack.streams.Pace;
import dev.twintrack.streams.RenameTarget;
import dev.twintrack.streams.StartTarget;
import dev.twintrack.streams.StopTarget;
import dev.twintrack.streams.StreamControl;
import dev.twintrack.streams.StreamTracks;
import dev.twintrack.streams.TimedFrame;
import dev.twintrack.streams.live.ConnectionListener;
import dev.twintrack.streams.page.Playback;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * One stream among many: a thread of its own opens the source, hands its frames in for the {@link Rounds} and gives what
 * comes back to the stream's sinks. A stream that fails ends with its reason. All methods are safe for any thread.
 */
final class ServedStream implements StreamControl {

    private final StreamConfig config;
    private final StreamTracks tracks;
    private final Rounds rounds;
    private final Stage stage;
    private final Pace pace = new Pace();
    private final List<CompletableFuture<String>> targets = new ArrayList<>();
    private final CompletableFuture<Optional<String>> running = new CompletableFuture<>();
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private volatile Optional<FrameSource> source = Optional.empty();
    private boolean dismissed;

    /** What a stream needs around it. */
    interface Stage {

        /** Hears of losses and returns of the stream's source, which is about to be opened. */
        ConnectionListener watch(ServedStream stream);

        /** Whether people at a page look on, who may want to pause a recording. */
        boolean watched();

        /** The sinks of a stream whose source is open. */
        Outlets open(ServedStream stream, FrameSource source);

        /** Tells people that a stream's state has changed. */
        void say(String line);

        /** A stream that nobody wants any more has ended: it is to be seen no longer. */
        void left(ServedStream stream);
    }

    /**
     * @param tracks of the stream, new
     * @param command that the events of the first targets answer
     */
    ServedStream(StreamConfig config, StreamTracks tracks, Rounds rounds, Stage stage, Optional<String> command) {
        this.config = config;
        this.tracks = tracks;
        this.rounds = rounds;
        this.stage = stage;
        config.targets().forEach(target -> targets.add(tracks.start(target.wish(command))));
    }

    /** Begins once something else has ended, such as another stream of this name. */
    void launch(CompletableFuture<String> after) {
        Thread thread = new Thread(
                () -> {
                    after.exceptionally(e -> "").join();
                    run();
                },
                "stream " + config.id());
        thread.setDaemon(true);
        thread.start();
    }

    StreamConfig config() {
        return config;
    }

    /**
     * Done when the first frame is through, with a complaint about the targets that could not be started; fails with a
     * {@link TwintrackException} when there is no frame.
     */
    CompletableFuture<Optional<String>> running() {
        return running;
    }

    /** Done with the reason when nothing comes any more and everything is closed. */
    CompletableFuture<String> ended() {
        return ended;
    }

    /** Ends it after the frame in work; the first reason counts. */
    CompletableFuture<String> end(String reason) {
        pace.stop(reason);
        source.ifPresent(FrameSource::cancel);
        return ended;
    }

    /** Ends it, and has it forgotten. */
    CompletableFuture<String> dismiss(String reason) {
        end(reason);
        synchronized (this) {
            dismissed = true;
            if (ended.isDone()) {
                stage.left(this);
            }
        }
        return ended;
    }

    @Override
    public CompletableFuture<String> start(StartTarget wish) {
        return nudged(tracks.start(wish));
    }

    /** Starts a target that is looked for: {@link StreamTracks#find}. */
    CompletableFuture<String> find(FindTarget wish) {
        return tracks.find(wish);
    }

    /** Starts a target anew: {@link StreamTracks#restart}. */
    CompletableFuture<String> restart(StartTarget wish) {
        return nudged(tracks.restart(wish));
    }

    @Override
    public CompletableFuture<String> stop(StopTarget wish) {
        return nudged(tracks.stop(wish));
    }

    @Override
    public CompletableFuture<String> rename(RenameTarget wish) {
        return nudged(tracks.rename(wish));
    }

    /** A stream that is paused grants a wish on the frame at hand. */
    private CompletableFuture<String> nudged(CompletableFuture<String> answer) {
        pace.nudge();
        return answer;
    }

    @Override
    public CompletableFuture<String> pause() {
        requireRecording();
        pace.pause();
        return nudged(tracks.attention());
    }

    @Override
    public void resume() {
        requireRecording();
        pace.resume();
    }

    @Override
    public void step() {
        requireRecording();
        pace.step();
    }

    private void requireRecording() {
        if (!(source.orElse(null) instanceof Playback)) {
            throw new TwintrackException("stream %s is live and does not pause".formatted(config.id()));
        }
    }

    private void run() {
        String reason;
        try (FrameSource opened = open()) {
            source = Optional.of(opened);
            try (Outlets outlets = stage.open(this, opened)) {
                reason = pace.stopReason().orElseGet(() -> drive(opened, outlets));
                outlets.events(tracks.end(reason));
                if (running.isDone()) {
                    outlets.finish();
                }
                reason = outlets.fault().map(Throwable::getMessage).orElse(reason);
            }
        } catch (RuntimeException | Error e) {
            reason = words(e);
            tracks.end(reason);
        }
        running.completeExceptionally(new TwintrackException(reason));
        stage.say("stream %s ended: %s".formatted(config.id(), reason));
        synchronized (this) {
            if (dismissed) {
                stage.left(this);
            }
            ended.complete(reason);
        }
    }

    private FrameSource open() {
        ConnectionListener watch = stage.watch(this);
        return stage.watched() ? config.openWatched(watch) : config.open(watch);
    }

    /** Takes every frame through; the answer is why there is none any more. */
    private String drive(FrameSource from, Outlets outlets) {
        // A live source gives its latest frame when it is asked, and one that is watched may jump meanwhile.
        boolean mayReadAhead = !from.info().live() && !(from instanceof Playback);
        try {
            Optional<TimedFrame> frame = next(from, outlets);
            if (frame.isEmpty() && pace.stopReason().isEmpty()) {
                return "there is not one frame in it that could be decoded";
            }
            while (frame.isPresent() && pace.stopReason().isEmpty()) {
                CompletableFuture<Rounds.Outcome> handedIn = rounds.handIn(tracks, frame.get());
                Optional<TimedFrame> ahead = Optional.empty();
                Optional<TwintrackException> fault = Optional.empty();
                if (mayReadAhead) {
                    try {
                        ahead = from.next();
                    } catch (TwintrackException e) {
                        fault = Optional.of(e);
                    }
                }
                deliver(frame.get(), handedIn.join(), outlets);
                if (outlets.fault().isPresent()) {
                    return outlets.fault().get().getMessage();
                }
                if (fault.isPresent()) {
                    return fault.get().getMessage();
                }
                frame = mayReadAhead ? ahead : next(from, outlets);
            }
            return pace.stopReason().orElse("end of stream");
        } catch (RuntimeException | Error e) {
            return pace.stopReason().orElseGet(() -> words(e));
        }
    }

    /** The next frame, once it may be taken; wishes that come meanwhile are granted on the last one. */
    private Optional<TimedFrame> next(FrameSource from, Outlets outlets) {
        tracks.attend();
        return pace.awaitTurn(() -> outlets.events(tracks.grantNow())) ? from.next() : Optional.empty();
    }

    private void deliver(TimedFrame frame, Rounds.Outcome outcome, Outlets outlets) {
        outlets.events(outcome.events());
        outlets.frame(frame, outcome.views());
        if (!running.isDone()) {
            Optional<String> complaint = notStarted();
            complaint.ifPresent(words -> stage.say("stream %s: %s".formatted(config.id(), words)));
            running.complete(complaint);
        }
    }

    private Optional<String> notStarted() {
        List<String> complaints = new ArrayList<>();
        for (CompletableFuture<String> target : targets) {
            if (target.isCompletedExceptionally()) {
                complaints.add("a target could not be started: "
                        + target.handle((name, e) -> words(e)).join());
            }
        }
        return complaints.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", complaints));
    }

    private static String words(Throwable e) {
        if (e instanceof CompletionException && e.getCause() != null) {
            return words(e.getCause());
        }
        if (e instanceof CancellationException) {
            return "the program ended";
        }
        return e instanceof TwintrackException ? e.getMessage() : "unexpected fault: " + e;
    }
}
