package dev.twintrack.streams.worker;

import dev.twintrack.Estimate;
import dev.twintrack.Frame;
import dev.twintrack.Look;
import dev.twintrack.Status;
import dev.twintrack.TwintrackException;
import dev.twintrack.streams.Event;
import dev.twintrack.streams.EventType;
import dev.twintrack.streams.FrameStamp;
import dev.twintrack.streams.Gap;
import dev.twintrack.streams.StartTarget;
import dev.twintrack.streams.StopTarget;
import dev.twintrack.streams.StreamState;
import dev.twintrack.streams.StreamTracks;
import dev.twintrack.streams.TrackEvent;
import dev.twintrack.streams.TrackView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One stream in a worker's memory. It may be some frames ahead of the records that have been processed: what came of those
 * frames waits in answers, and the checkpoint is of the last processed one. One thread.
 */
final class FollowedStream {

    /** How old the saved picture of a target's looks may grow; no older, in its first seconds, than it was itself then. */
    static final Duration SNAPSHOT_AGE = Duration.ofSeconds(1);

    /** When a target was saved first and last. */
    private record Saved(Instant first, Instant last) {

        boolean due(Instant now) {
            Duration age = Duration.between(first, last);
            return !now.isBefore(last.plus(age.compareTo(SNAPSHOT_AGE) < 0 ? age : SNAPSHOT_AGE));
        }
    }

    private final StreamTracks tracks;
    private final Counts counts;
    private final Consumer<String> log;
    private final List<StreamCommand> waiting;
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final Map<String, Saved> snapshots = new HashMap<>();
    private Checkpoint checkpoint;
    private long capture;
    private long gaps;
    private long lastIndex;
    private long computed = -1;
    private FrameRecord current;
    private List<StreamCommand> granted = List.of();
    private List<CompletableFuture<String>> wishes = List.of();

    /** A stream that begins, its events counting from a number. */
    static FollowedStream begun(String stream, long firstSequence, Workplace at) {
        StreamTracks tracks = new StreamTracks(stream, at.tracker(), firstSequence);
        return new FollowedStream(tracks, new Checkpoint(tracks.save(), 0, 0, List.of()), at);
    }

    /** A stream that goes on where a worker left off. */
    static FollowedStream resumed(Checkpoint checkpoint, Function<String, Optional<byte[]>> snapshots, Workplace at) {
        at.counts().add(Counts.Kind.RESUMED);
        return new FollowedStream(new StreamTracks(checkpoint.tracks(), at.tracker(), snapshots), checkpoint, at);
    }

    private FollowedStream(StreamTracks tracks, Checkpoint checkpoint, Workplace at) {
        this.tracks = tracks;
        this.checkpoint = checkpoint;
        this.counts = at.counts();
        this.log = at.log();
        this.capture = checkpoint.capture();
        this.gaps = checkpoint.gaps();
        this.waiting = new ArrayList<>(checkpoint.pending());
        this.lastIndex = checkpoint.tracks().at().map(FrameStamp::index).orElse(-1L);
        for (StreamState.LiveTarget target : checkpoint.tracks().targets()) {
            Instant seen = target.seen().captureTime();
            snapshots.put(target.track(), new Saved(seen.minus(SNAPSHOT_AGE), seen));
        }
    }

    Checkpoint checkpoint() {
        return checkpoint;
    }

    /** The targets alive, which may be some frames ahead as well. */
    List<TrackView> views() {
        return tracks.views();
    }

    boolean hasFrames() {
        return lastIndex >= 0;
    }

    /** The command takes effect on the first frame that is not taken yet and not before the one it names. */
    void command(StreamCommand command) {
        waiting.add(command);
        checkpoint = checkpoint.with(command);
    }

    /** Whether the frame is behind what has been taken, or a newer one that may stand for it is at hand. */
    boolean stale(FrameRecord frame, long offset, List<AtHand.Waiting> atHand) {
        if (offset <= computed || frame.capture() == capture && frame.index() <= lastIndex) {
            return true;
        }
        boolean named = waiting.stream().anyMatch(command -> command.frame().equals(OptionalLong.of(frame.index())));
        return !frame.every() && !named && atHand.stream().anyMatch(other -> other.offset() > offset);
    }

    /** The next of the frames at hand to be taken, if any. */
    Optional<AtHand.Waiting> next(List<AtHand.Waiting> atHand) {
        return atHand.stream()
                .filter(frame -> !stale(frame.frame().orElseThrow(), frame.offset(), atHand))
                .findFirst();
    }

    /** Takes a frame; {@link #finish} follows, or {@link #skip}. */
    List<Look> begin(FrameRecord frame, long offset, Frame pixels) {
        Optional<Gap> gap = gap(frame);
        computed = offset;
        lastIndex = frame.index();
        capture = frame.capture();
        gaps = frame.gaps();
        current = frame;
        granted = waiting.stream()
                .filter(command -> command.frame().orElse(0) <= frame.index())
                .toList();
        waiting.removeAll(granted);
        wishes = granted.stream().map(this::wish).toList();
        return tracks.begin(frame.timed(pixels, gap));
    }

    void finish(List<Estimate> estimates) {
        List<Event> events = tracks.finish(estimates);
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < granted.size(); i++) {
            outcomes.add(outcome(granted.get(i), wishes.get(i)));
        }
        List<String> gone = events.stream()
                .filter(event -> event.type() == EventType.TRACK_ENDED)
                .map(event -> ((TrackEvent) event).track())
                .toList();
        gone.forEach(snapshots::remove);
        answers.add(new Answer(computed, events, tracks.save(), capture, gaps, outcomes, dueSnapshots(), gone));
    }

    /** Leaves a frame out that nothing can be seen in. */
    void skip(FrameRecord frame, long offset) {
        computed = offset;
        lastIndex = frame.index();
        capture = frame.capture();
        answers.add(new Answer(offset, List.of(), tracks.save(), capture, gaps, List.of(), Map.of(), List.of()));
    }

    /** What came of the frame at this offset, once: from now on the checkpoint is of this frame. */
    Optional<Answer> answer(long offset) {
        while (!answers.isEmpty() && answers.getFirst().offset() < offset) {
            answers.removeFirst();
        }
        if (answers.isEmpty() || answers.getFirst().offset() != offset) {
            return Optional.empty();
        }
        Answer answer = answers.removeFirst();
        checkpoint = checkpoint.after(answer);
        return Optional.of(answer);
    }

    /** Ends every target and the stream. */
    List<Event> end(String reason) {
        return tracks.end(reason);
    }

    private CompletableFuture<String> wish(StreamCommand command) {
        return switch (command.type()) {
            case START -> start(command, command.label());
            case STOP -> stop(command, "stopped");
            case RESTART -> restart(command);
        };
    }

    private CompletableFuture<String> start(StreamCommand command, Optional<String> label) {
        return tracks.start(
                new StartTarget(command.box().orElseThrow(), command.track(), label, Optional.of(command.id())));
    }

    private CompletableFuture<String> stop(StreamCommand command, String reason) {
        return tracks.stop(new StopTarget(command.track().orElseThrow(), reason, Optional.of(command.id())));
    }

    private CompletableFuture<String> restart(StreamCommand command) {
        String track = command.track().orElseThrow();
        return tracks.views().stream()
                .filter(view -> view.track().equals(track))
                .findFirst()
                .map(view -> {
                    stop(command, "restarted");
                    return start(command, command.label().or(view::label));
                })
                .orElseGet(() -> CompletableFuture.failedFuture(
                        new TwintrackException("there is no target '%s' to restart".formatted(track))));
    }

    private Outcome outcome(StreamCommand command, CompletableFuture<String> wish) {
        try {
            return new Outcome(command, Optional.of(wish.join()), Optional.empty());
        } catch (CompletionException | CancellationException e) {
            counts.add(Counts.Kind.REFUSED);
            String reason = (e.getCause() == null ? e : e.getCause()).getMessage();
            log.accept("stream %s: command %s is refused: %s".formatted(tracks.stream(), command.id(), reason));
            return Outcome.refused(command, reason);
        }
    }

    private Optional<Gap> gap(FrameRecord frame) {
        if (!hasFrames()) {
            return Optional.empty();
        }
        if (frame.capture() != capture) {
            return Optional.of(new Gap("capture was started anew", OptionalLong.empty()));
        }
        if (frame.gaps() > gaps) {
            return frame.lastGap();
        }
        if (frame.every() && frame.previous().orElse(lastIndex) > lastIndex) {
            long missed = frame.previous().getAsLong() - lastIndex;
            return Optional.of(new Gap("frames did not reach a worker", OptionalLong.of(missed)));
        }
        return Optional.empty();
    }

    private Map<String, byte[]> dueSnapshots() {
        Map<String, byte[]> due = new HashMap<>();
        for (TrackView view : tracks.views()) {
            Saved saved = snapshots.get(view.track());
            Instant now = current.captureTime();
            boolean sure = view.estimate().status() == Status.TRACKING;
            if (saved == null || sure && saved.due(now)) {
                due.put(view.track(), view.target().snapshot());
                snapshots.put(view.track(), new Saved(saved == null ? now : saved.first(), now));
            }
        }
        return due;
    }
}
