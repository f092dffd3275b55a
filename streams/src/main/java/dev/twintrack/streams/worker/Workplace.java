package dev.twintrack.streams.worker;

import dev.twintrack.Estimate;
import dev.twintrack.Frame;
import dev.twintrack.Look;
import dev.twintrack.Tracker;
import dev.twintrack.TwintrackException;
import dev.twintrack.streams.worker.Counts.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What the tasks of a worker's thread have in common: the tracker, and the sight of what lies ahead. When one task comes
 * to a frame, the next frames at hand of all other streams go through the tracker with it, as one batch; what comes of
 * them waits until their own turn. So nothing is ever passed on or saved but in its own record's turn, and Kafka's
 * guarantees hold as if each frame had been looked at alone. One thread.
 */
final class Workplace {

    private final Tracker tracker;
    private final AtHand atHand;
    private final WorkerWatch watch;
    private final Counts counts = new Counts();
    private final Consumer<String> log;
    private final Map<Integer, FrameProcessor> processors = new TreeMap<>();

    private record Turn(FollowedStream stream, FrameRecord frame, long offset) {}

    private record Begun(FollowedStream stream, List<Look> looks) {}

    /** @param log takes a line where something changes or is left out that a user should know of */
    Workplace(Tracker tracker, AtHand atHand, WorkerWatch watch, Consumer<String> log) {
        this.watch = watch;
        watch.over(counts, tracker::times);
        this.tracker = tracker;
        this.atHand = atHand;
        this.log = log;
    }

    Consumer<String> log() {
        return log;
    }

    Tracker tracker() {
        return tracker;
    }

    WorkerWatch watch() {
        return watch;
    }

    AtHand atHand() {
        return atHand;
    }

    Counts counts() {
        return counts;
    }

    void opened(int partition, FrameProcessor processor) {
        processors.put(partition, processor);
    }

    void closed(int partition, FrameProcessor processor) {
        processors.remove(partition, processor);
        atHand.forget(partition);
    }

    /** What comes of a frame whose turn it is; nothing if it is stale or cannot be decoded. */
    Optional<Answer> take(FollowedStream stream, FrameRecord frame, long offset, int partition) {
        Optional<Answer> ready = stream.answer(offset);
        if (ready.isPresent()) {
            return ready;
        }
        if (stream.stale(frame, offset, atHand.frames(partition).getOrDefault(frame.stream(), List.of()))) {
            counts.add(Kind.STALE);
            return Optional.empty();
        }
        List<Turn> turns = new ArrayList<>();
        turns.add(new Turn(stream, frame, offset));
        processors.forEach((there, processor) -> atHand.frames(there).forEach((name, waiting) -> {
            if ((there != partition || !name.equals(frame.stream())) && !atHand.hasCommand(there, name)) {
                FollowedStream other =
                        processor.stream(name, waiting.get(0).frame().orElseThrow());
                other.next(waiting)
                        .ifPresent(
                                next -> turns.add(new Turn(other, next.frame().orElseThrow(), next.offset())));
            }
        }));
        run(turns);
        return stream.answer(offset);
    }

    private void run(List<Turn> turns) {
        List<Optional<Frame>> pictures =
                turns.parallelStream().map(turn -> picture(turn.frame())).toList();
        List<Begun> begun = new ArrayList<>();
        for (int i = 0; i < turns.size(); i++) {
            Turn turn = turns.get(i);
            if (pictures.get(i).isEmpty()) {
                counts.add(Kind.UNDECODABLE);
                turn.stream().skip(turn.frame(), turn.offset());
            } else {
                begun.add(new Begun(
                        turn.stream(),
                        turn.stream()
                                .begin(
                                        turn.frame(),
                                        turn.offset(),
                                        pictures.get(i).get())));
            }
        }
        List<Look> looks = begun.stream().flatMap(each -> each.looks().stream()).toList();
        List<Estimate> estimates = tracker.update(looks);
        int from = 0;
        for (Begun each : begun) {
            int to = from + each.looks().size();
            each.stream().finish(estimates.subList(from, to));
            from = to;
        }
        counts.add(Kind.FRAMES, begun.size());
        counts.add(Kind.LOOKS, looks.size());
        counts.add(Kind.BATCHES, looks.isEmpty() ? 0 : 1);
    }

    private static Optional<Frame> picture(FrameRecord frame) {
        try {
            return Optional.of(Jpeg.decode(frame.jpeg()));
        } catch (TwintrackException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            // OpenCV's own complaints about a damaged picture.
            return Optional.empty();
        }
    }
}
