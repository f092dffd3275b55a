package dev.twintrack.streams.serve;

import dev.twintrack.TwintrackException;
import dev.twintrack.streams.FrameSource;
import dev.twintrack.streams.RenameTarget;
import dev.twintrack.streams.StartTarget;
import dev.twintrack.streams.StopTarget;
import dev.twintrack.streams.StreamControl;
import dev.twintrack.streams.StreamTracks;
import dev.twintrack.streams.TimedFrame;
import dev.twintrack.streams.live.ConnectionListener;
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
    private final List<CompletableFuture<String>> targets = new ArrayList<>();
    private final CompletableFuture<Optional<String>> running = new CompletableFuture<>();
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private volatile Optional<FrameSource> source = Optional.empty();
    private volatile Optional<String> stopReason = Optional.empty();
    private boolean dismissed;

    /** What a stream needs around it. */
    interface Stage {

        /** Hears of losses and returns of the stream's source, which is about to be opened. */
        ConnectionListener watch(ServedStream stream);

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
        synchronized (this) {
            stopReason = stopReason.or(() -> Optional.of(reason));
        }
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
        return tracks.start(wish);
    }

    /** Starts a target anew: {@link StreamTracks#restart}. */
    CompletableFuture<String> restart(StartTarget wish) {
        return tracks.restart(wish);
    }

    @Override
    public CompletableFuture<String> stop(StopTarget wish) {
        return tracks.stop(wish);
    }

    @Override
    public CompletableFuture<String> rename(RenameTarget wish) {
        return tracks.rename(wish);
    }

    @Override
    public CompletableFuture<String> pause() {
        throw doesNotPause();
    }

    @Override
    public void resume() {
        throw doesNotPause();
    }

    @Override
    public void step() {
        throw doesNotPause();
    }

    private TwintrackException doesNotPause() {
        return new TwintrackException("stream %s runs beside others and does not pause".formatted(config.id()));
    }

    private void run() {
        String reason;
        try (FrameSource opened = config.open(stage.watch(this))) {
            source = Optional.of(opened);
            try (Outlets outlets = stage.open(this, opened)) {
                reason = stopReason.isPresent() ? stopReason.get() : drive(opened, outlets);
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

    /** Takes every frame through; the answer is why there is none any more. */
    private String drive(FrameSource from, Outlets outlets) {
        boolean mayReadAhead = !from.info().live();
        try {
            Optional<TimedFrame> frame = from.next();
            if (frame.isEmpty() && stopReason.isEmpty()) {
                return "there is not one frame in it that could be decoded";
            }
            while (frame.isPresent() && stopReason.isEmpty()) {
                CompletableFuture<Rounds.Outcome> handedIn = rounds.handIn(tracks, frame.get());
                Optional<TimedFrame> next = Optional.empty();
                Optional<TwintrackException> fault = Optional.empty();
                if (mayReadAhead) {
                    try {
                        next = from.next();
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
                frame = mayReadAhead ? next : from.next();
            }
            return stopReason.orElse("end of stream");
        } catch (RuntimeException | Error e) {
            return stopReason.orElseGet(() -> words(e));
        }
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
