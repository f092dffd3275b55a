package dev.twintrack.training.evaluate;

import dev.twintrack.Box;
import dev.twintrack.TwintrackException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A pass under supervision, as in the VOT challenges up to 2019 (Kristan et al., PAMI 2016): when a tracker's box does not
 * touch the truth any more, that is a failure; five frames later it is started anew. Rows of one number say which frames
 * were a start, a failure, or skipped.
 */
final class SupervisedPass implements Pass.Body {

    /** The row of a frame in which the tracker was not asked. */
    static final double SKIPPED = 0;
    /** The row of a frame on which the tracker was started. */
    static final double START = 1;
    /** The row of a frame in which the tracker had lost its target. */
    static final double FAILURE = 2;
    /** From a failure to the new start. */
    static final int SKIP = 5;

    private static final RegionOverlap OVERLAP = new LibraryOverlap();

    @Override
    public Take run(BenchmarkTracker tracker, Sequence sequence, OnePass timed) {
        OnePass.checkPictures(sequence);
        int length = sequence.length();
        double[][] rows = new double[length][];
        double[] confidences = new double[length];
        double[] seconds = new double[length];
        Arrays.fill(confidences, Double.NaN);
        Arrays.fill(seconds, Double.NaN);
        Arrays.fill(rows, new double[] {SKIPPED});
        boolean running = false;
        int nextStart = 0;
        try (FrameReader reader = sequence.frames().open()) {
            for (int i = 0; i < length; i++) {
                if (!running && i < nextStart) {
                    timed.progress().accept(i);
                    continue;
                }
                if (!running) {
                    Optional<Box> start = sequence.truth().box(i);
                    if (start.isPresent()) {
                        tracker.show(reader.read(i));
                        seconds[i] = timed.seconds(() -> tracker.start(start.get()));
                        rows[i] = new double[] {START};
                        running = true;
                    }
                } else {
                    tracker.show(reader.read(i));
                    Prediction[] found = new Prediction[1];
                    seconds[i] = timed.seconds(() -> found[0] = tracker.update());
                    confidences[i] = found[0].confidence();
                    double[] row = Trajectory.row(found[0].box());
                    running = overlaps(sequence, i, row);
                    rows[i] = running ? row : new double[] {FAILURE};
                    nextStart = i + SKIP;
                }
                timed.progress().accept(i);
            }
        }
        if (Arrays.stream(rows).noneMatch(row -> row[0] == START && row.length == 1)) {
            throw new TwintrackException("sequence %s has no region to start on".formatted(sequence.name()));
        }
        return new Take(Trajectory.of(List.of(rows), 0), confidences, seconds);
    }

    private static boolean overlaps(Sequence sequence, int frame, double[] row) {
        double[] truth = sequence.truth().in(0).row(frame);
        return !RegionOverlap.isRegion(truth) || OVERLAP.of(row, truth, sequence.size()) > 0;
    }
}
