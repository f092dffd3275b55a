package dev.twintrack.training.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The three toolkits by which one-pass evaluation is published. They agree in their formulas (success and precision of Wu,
 * Lim, Yang: Online Object Tracking: A Benchmark, CVPR 2013, section 4; normalised precision of Müller et al.:
 * TrackingNet, ECCV 2018) and differ in which frames they count. All take the centre of a box to be
 * {@code x + (w - 1) / 2}.
 */
enum OpeToolkit {
    /**
     * The Python toolkit of the GOT-10k authors: the first prediction is replaced by the truth, frames whose truth is NaN
     * are left out, the longer of truth and result is cut.
     */
    GOT10K {
        @Override
        FrameErrors errors(Sequence sequence, Trajectory result, List<String> notes) {
            Trajectory truth = sequence.truth().upright();
            int length = Math.min(truth.length(), result.length());
            noteLengths(truth, result, "only the first %d frames count".formatted(length), notes);
            List<double[]> errors = new ArrayList<>();
            for (int i = 0; i < length; i++) {
                double[] gt = truth.row(i);
                if (Arrays.stream(gt).noneMatch(Double::isNaN)) {
                    double[] box = i == 0 ? gt : result.row(i);
                    errors.add(new double[] {
                        RowGeometry.clippedOverlap(box, gt),
                        RowGeometry.centerDistance(box, gt, 1, 1),
                        RowGeometry.centerDistance(box, gt, Math.max(1, gt[2]), Math.max(1, gt[3]))
                    });
                }
            }
            return collect(errors, errors.size());
        }
    },

    /**
     * pysot-toolkit: predictions count as written; a truth with any value of zero or less is a miss for success and, when
     * its centre is not positive, a hit for precision; frames flagged absent (LaSOT) are no hits but stay in the
     * denominator.
     */
    PYSOT {
        @Override
        FrameErrors errors(Sequence whole, Trajectory result, List<String> notes) {
            Sequence sequence = begunLate(whole, result, notes);
            Trajectory truth = sequence.truth().upright();
            Trajectory boxes = fitted(truth, result, notes);
            List<double[]> errors = new ArrayList<>();
            for (int i = 0; i < truth.length(); i++) {
                if (isFlaggedAbsent(sequence, i)) {
                    continue;
                }
                double[] gt = truth.row(i);
                double[] box = boxes.row(i);
                boolean centered = RowGeometry.centerX(gt) > 0 && RowGeometry.centerY(gt) > 0;
                errors.add(new double[] {
                    isBox(gt) ? RowGeometry.overlap(box, gt) : -1,
                    centered ? RowGeometry.centerDistance(box, gt, 1, 1) : -1,
                    centered ? RowGeometry.centerDistance(box, gt, gt[2] + 1e-16, gt[3] + 1e-16) : -1
                });
            }
            return collect(errors, truth.length());
        }

        @Override
        double[] normalizedThresholds() {
            double[] thresholds = new double[51];
            Arrays.setAll(thresholds, i -> i / 100.0);
            return thresholds;
        }

        @Override
        double normalizedPrecision(Curve curve) {
            return curve.shares()[20];
        }
    },

    /**
     * The MATLAB toolkits of OTB and LaSOT: an invalid prediction is replaced by the one before it, then the first by the
     * truth; a truth with any value of zero or less is a miss for success and a hit for precision; frames flagged absent
     * (LaSOT) are no hits but stay in the denominator.
     */
    MATLAB {
        @Override
        FrameErrors errors(Sequence whole, Trajectory result, List<String> notes) {
            Sequence sequence = begunLate(whole, result, notes);
            Trajectory truth = sequence.truth().upright();
            double[][] boxes = repaired(truth, fitted(truth, result, notes), result.length(), notes);
            List<double[]> errors = new ArrayList<>();
            for (int i = 0; i < truth.length(); i++) {
                if (isFlaggedAbsent(sequence, i)) {
                    continue;
                }
                double[] gt = truth.row(i);
                double[] box = i == 0 ? gt : boxes[i];
                errors.add(
                        isBox(gt)
                                ? new double[] {
                                    RowGeometry.overlap(box, gt),
                                    RowGeometry.centerDistance(box, gt, 1, 1),
                                    RowGeometry.centerDistance(box, gt, gt[2], gt[3])
                                }
                                : new double[] {-1, -1, -1});
            }
            return collect(errors, truth.length());
        }

        /** Only rows that the result itself has can be invalid; those that were lacking stay misses. */
        private double[][] repaired(Trajectory truth, Trajectory result, int given, List<String> notes) {
            double[][] rows = new double[truth.length()][];
            int repairs = 0;
            for (int i = 0; i < rows.length; i++) {
                double[] row = result.row(i);
                boolean truthKnown = Arrays.stream(truth.row(i)).noneMatch(Double::isNaN);
                boolean invalid = Arrays.stream(row).anyMatch(Double::isNaN) || row[2] <= 0 || row[3] <= 0;
                boolean repair = i > 0 && i < given && invalid && truthKnown;
                rows[i] = repair ? rows[i - 1] : row;
                repairs += repair ? 1 : 0;
            }
            if (repairs > 0) {
                notes.add("%d invalid boxes replaced by the one before".formatted(repairs));
            }
            return rows;
        }
    };

    /** Tiger1 is annotated from its first frame, and by some toolkits run from its sixth. */
    private static final int TIGER1_LATE_START = 5;

    /**
     * The errors of a track.
     *
     * @param result in the coordinates of the sequence's truth, four numbers a row
     * @param notes is told what had to be done to the track
     */
    abstract FrameErrors errors(Sequence sequence, Trajectory result, List<String> notes);

    double[] normalizedThresholds() {
        return Curve.steps(51, 0.01);
    }

    /** The one number that stands for the curve of normalised precision. */
    double normalizedPrecision(Curve curve) {
        return curve.mean();
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static FrameErrors collect(List<double[]> errors, int frames) {
        return new FrameErrors(column(errors, 0), column(errors, 1), column(errors, 2), frames);
    }

    private static double[] column(List<double[]> rows, int index) {
        return rows.stream().mapToDouble(row -> row[index]).toArray();
    }

    private static boolean isBox(double[] gt) {
        return gt[0] > 0 && gt[1] > 0 && gt[2] > 0 && gt[3] > 0;
    }

    /** Whether a file of flags, not a truth of NaN, says that the object is out of sight. */
    private static boolean isFlaggedAbsent(Sequence sequence, int frame) {
        return !sequence.visible().get(frame)
                && Arrays.stream(sequence.truth().row(frame)).allMatch(Double::isFinite);
    }

    private static Sequence begunLate(Sequence sequence, Trajectory result, List<String> notes) {
        boolean late = ResultFolder.key(sequence.name()).equals("tiger1")
                && result.length() == sequence.length() - TIGER1_LATE_START;
        if (late) {
            notes.add("run from its sixth frame");
        }
        return late ? sequence.from(TIGER1_LATE_START) : sequence;
    }

    /** A result of the truth's length: a longer one is cut, the missing end of a shorter one is a miss. */
    private static Trajectory fitted(Trajectory truth, Trajectory result, List<String> notes) {
        int length = truth.length();
        if (result.length() == length) {
            return result;
        }
        if (result.length() > length) {
            noteLengths(truth, result, "the surplus is cut off", notes);
            return result.slice(0, length);
        }
        noteLengths(truth, result, "the missing frames count as misses", notes);
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            rows.add(i < result.length() ? result.row(i) : Trajectory.nothing());
        }
        return Trajectory.of(rows, result.origin());
    }

    private static void noteLengths(Trajectory truth, Trajectory result, String consequence, List<String> notes) {
        if (truth.length() != result.length()) {
            notes.add("%d rows of result for %d of truth: %s".formatted(result.length(), truth.length(), consequence));
        }
    }
}
