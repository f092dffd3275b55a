package dev.twintrack.streams.serve;

import dev.twintrack.Estimate;
import dev.twintrack.Look;
import dev.twintrack.Tracker;
import dev.twintrack.TwintrackException;
import dev.twintrack.streams.Event;
import dev.twintrack.streams.StreamTracks;
import dev.twintrack.streams.TimedFrame;
import dev.twintrack.streams.TrackView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Takes the frames of all streams through one tracker. A thread of its own takes whatever frames have been handed in,
 * looks for the targets of all of them in one batch, and begins the next round; it waits for no stream. While a frame is
 * handed in, the stream's {@link StreamTracks} belong to this thread, and otherwise to the stream's.
 */
final class Rounds implements AutoCloseable {

    private final Tracker tracker;
    private final Runnable after;
    private final BlockingQueue<Turn> waiting = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closed;
    private volatile Tally tally = new Tally(0, 0, 0, 0);

    /**
     * What the rounds did so far.
     *
     * @param rounds so many
     * @param frames of all streams
     * @param looks targets looked for
     * @param most streams in one round
     */
    record Tally(long rounds, long frames, long looks, int most) {

        Tally plus(int moreFrames, int moreLooks) {
            return new Tally(rounds + 1, frames + moreFrames, looks + moreLooks, Math.max(most, moreFrames));
        }
    }

    /** What became of a frame: its events, and the targets as they stand after it. */
    record Outcome(List<Event> events, List<TrackView> views) {}

    private record Turn(StreamTracks tracks, TimedFrame frame, CompletableFuture<Outcome> outcome) {}

    /**
     * @param tracker to be closed, by whoever opened it, only after this
     * @param after what to do after each round, on the thread of the rounds
     */
    Rounds(Tracker tracker, Runnable after) {
        this.tracker = tracker;
        this.after = after;
        this.thread = new Thread(this::run, "rounds");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Hands a stream's next frame in; not before the outcome of the last one is there.
     *
     * @return fails when the frame could not be taken through, and is cancelled when the rounds are over
     */
    CompletableFuture<Outcome> handIn(StreamTracks tracks, TimedFrame frame) {
        Turn turn = new Turn(tracks, frame, new CompletableFuture<>());
        waiting.add(turn);
        if (closed) {
            cancelWaiting();
        }
        return turn.outcome();
    }

    Tally tally() {
        return tally;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cancelWaiting();
    }

    private void run() {
        List<Turn> turns = new ArrayList<>();
        try {
            while (!closed) {
                turns.add(waiting.take());
                waiting.drainTo(turns);
                take(turns);
                turns.clear();
                after.run();
            }
        } catch (InterruptedException e) {
            // That is what closing does.
        }
    }

    private void take(List<Turn> turns) {
        List<Turn> begun = new ArrayList<>();
        List<List<Look>> looks = new ArrayList<>();
        for (Turn turn : turns) {
            try {
                looks.add(turn.tracks().begin(turn.frame()));
                begun.add(turn);
            } catch (RuntimeException | Error e) {
                turn.outcome().completeExceptionally(e);
            }
        }
        List<Look> all = looks.stream().flatMap(List::stream).toList();
        tally = tally.plus(begun.size(), all.size());
        try {
            finish(begun, looks, tracker.update(all));
        } catch (RuntimeException | Error e) {
            oneByOne(begun, looks);
        }
    }

    private static void finish(List<Turn> turns, List<List<Look>> looks, List<Estimate> estimates) {
        int from = 0;
        for (int i = 0; i < turns.size(); i++) {
            int to = from + looks.get(i).size();
            finish(turns.get(i), estimates.subList(from, to));
            from = to;
        }
    }

    private static void finish(Turn turn, List<Estimate> estimates) {
        try {
            List<Event> events = turn.tracks().finish(estimates);
            turn.outcome().complete(new Outcome(events, turn.tracks().views()));
        } catch (RuntimeException | Error e) {
            turn.outcome().completeExceptionally(e);
        }
    }

    /** The batch failed: only the stream that made it fail is to pay for it. */
    private void oneByOne(List<Turn> turns, List<List<Look>> looks) {
        for (int i = 0; i < turns.size(); i++) {
            Turn turn = turns.get(i);
            if (turn.outcome().isDone()) {
                continue;
            }
            try {
                finish(turn, tracker.update(looks.get(i)));
            } catch (RuntimeException | Error e) {
                turn.outcome()
                        .completeExceptionally(
                                new TwintrackException("its targets could not be looked for: " + e.getMessage(), e));
            }
        }
    }

    private void cancelWaiting() {
        for (Turn turn = waiting.poll(); turn != null; turn = waiting.poll()) {
            turn.outcome().cancel(false);
        }
    }
}
