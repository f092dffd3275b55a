package dev.twintrack.training.evaluate;

import dev.twintrack.Box;
import dev.twintrack.TwintrackException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;

/**
 * One pass over a sequence: the tracker is started on one frame and then left alone. Only {@link BenchmarkTracker#start}
 * and {@link BenchmarkTracker#update} are timed.
 *
 * @param clock nanoseconds
 * @param progress is told of each frame done, 0-based within the pass
 */
public record OnePass(LongSupplier clock, IntConsumer progress) {

    private static final double NANOS = 1e9;

    /** A pass by the wall clock that nobody watches. */
    public static OnePass quiet() {
        return new OnePass(System::nanoTime, frame -> {});
    }

    /**
     * One-pass evaluation (OPE): from the first frame to the last.
     *
     * @throws TwintrackException when the first frame has no box, or pictures are missing
     */
    public Take run(BenchmarkTracker tracker, Sequence sequence) {
        Box start = sequence.truth()
                .box(0)
                .orElseThrow(() -> new TwintrackException(
                        "sequence %s has no box in its first frame to start on".formatted(sequence.name())));
        return run(tracker, sequence, start, sequence.length(), IntUnaryOperator.identity());
    }

    /**
     * Any pass.
     *
     * @param start the box to start on, in the pass's first frame
     * @param count frames in the pass
     * @param index which frame of the sequence is the n-th of the pass
     */
    Take run(BenchmarkTracker tracker, Sequence sequence, Box start, int count, IntUnaryOperator index) {
        checkPictures(sequence);
        List<double[]> rows = new ArrayList<>(count);
        double[] confidences = new double[count];
        double[] seconds = new double[count];
        try (FrameReader reader = sequence.frames().open()) {
            for (int i = 0; i < count; i++) {
                tracker.show(reader.read(index.applyAsInt(i)));
                long before = clock.getAsLong();
                Prediction prediction = i == 0 ? begun(tracker, start) : tracker.update();
                seconds[i] = (clock.getAsLong() - before) / NANOS;
                rows.add(Trajectory.row(prediction.box()));
                confidences[i] = prediction.confidence();
                progress.accept(i);
            }
        }
        return new Take(Trajectory.of(rows, 0), confidences, seconds);
    }

    private static Prediction begun(BenchmarkTracker tracker, Box start) {
        tracker.start(start);
        return new Prediction(start, Double.NaN);
    }

    /** How long something takes. */
    double seconds(Runnable work) {
        long before = clock.getAsLong();
        work.run();
        return (clock.getAsLong() - before) / NANOS;
    }

    /** Fails when the sequence does not have a picture for each row of truth. */
    static void checkPictures(Sequence sequence) {
        int pictures = sequence.frames().count();
        if (pictures != sequence.length()) {
            throw new TwintrackException("sequence %s has %d pictures for %d rows of truth"
                    .formatted(sequence.name(), pictures, sequence.length()));
        }
    }
}
