package dev.twintrack.training.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * One supervised pass, frame by frame; NaN where there is no overlap: in frames of a code, or without truth.
 *
 * @param overlaps in pixels, bounded as for EAO (the last row and column of the picture are left out)
 * @param exact of the polygons, bounded likewise
 * @param accuracy in pixels, bounded by the picture, as for accuracy
 * @param accuracyExact of the polygons, bounded likewise
 * @param unsettled frames too soon after a start to count for accuracy
 * @param failures the frames of failure
 */
record SupervisedRun(
        double[] overlaps,
        double[] exact,
        double[] accuracy,
        double[] accuracyExact,
        BitSet unsettled,
        List<Integer> failures) {

    static SupervisedRun of(Sequence sequence, Trajectory track, int burnIn, List<String> notes) {
        int length = Math.min(track.length(), sequence.length());
        if (track.length() != sequence.length()) {
            notes.add("%d rows of result for %d of truth: only the first %d count"
                    .formatted(track.length(), sequence.length(), length));
        }
        if (sequence.size().isEmpty()) {
            notes.add("size of the pictures unknown: regions are not bounded by them");
        }
        BitSet unsettled = new BitSet();
        List<Integer> failures = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            if (isCode(track.row(i), SupervisedPass.START)) {
                unsettled.set(i, i + burnIn);
            } else if (isCode(track.row(i), SupervisedPass.FAILURE)) {
                failures.add(i);
            }
        }
        Optional<Frames.Size> picture = sequence.size();
        Optional<Frames.Size> inner = picture.map(size -> new Frames.Size(size.width() - 1, size.height() - 1));
        RegionOverlap pixels = new LibraryOverlap();
        RegionOverlap shapes = new ExactOverlap();
        return new SupervisedRun(
                overlaps(sequence, track, length, pixels, inner),
                overlaps(sequence, track, length, shapes, inner),
                overlaps(sequence, track, length, pixels, picture),
                overlaps(sequence, track, length, shapes, picture),
                unsettled,
                failures);
    }

    static boolean isCode(double[] row, double code) {
        return row.length == 1 && row[0] == code;
    }

    private static double[] overlaps(
            Sequence sequence, Trajectory track, int length, RegionOverlap overlap, Optional<Frames.Size> bounds) {
        double[] overlaps = new double[length];
        Arrays.setAll(overlaps, i -> {
            double[] row = track.row(i);
            double[] truth = sequence.truth().row(i);
            boolean comparable = RegionOverlap.isRegion(row) && RegionOverlap.isRegion(truth);
            return comparable ? overlap.of(row, truth, bounds) : Double.NaN;
        });
        return overlaps;
    }

    int length() {
        return overlaps.length;
    }

    /** The overlap that counts for accuracy. */
    double settled(int frame) {
        return frame >= length() || unsettled.get(frame) ? Double.NaN : accuracy[frame];
    }

    double settledExact(int frame) {
        return frame >= length() || unsettled.get(frame) ? Double.NaN : accuracyExact[frame];
    }
}
