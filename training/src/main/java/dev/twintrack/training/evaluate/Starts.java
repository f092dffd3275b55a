package dev.twintrack.training.evaluate;

import dev.twintrack.Box;
import dev.twintrack.TwintrackException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Where the passes of a robustness test begin. */
enum Starts {
    /** Temporal: twenty frames, spread over those in which the object is in sight; each pass runs to the end. */
    TRE {
        @Override
        List<Start> of(Sequence sequence) {
            int[] usable = IntStream.range(0, sequence.length())
                    .filter(i -> sequence.visible().get(i)
                            && isPositive(sequence.truth().upright().row(i)))
                    .toArray();
            // The last start must leave a segment of twenty frames.
            int last = usable.length;
            while (last > 0 && sequence.length() - usable[last - 1] < SHORTEST) {
                last--;
            }
            if (last == 0) {
                throw new TwintrackException(
                        "sequence %s is too short for %d starts in time".formatted(sequence.name(), SEGMENTS));
            }
            List<Start> starts = new ArrayList<>();
            double step = last / (SEGMENTS - 1.0);
            for (int k = 0; k < SEGMENTS - 1; k++) {
                starts.add(at(sequence, usable[Math.max(0, (int) Math.floor(1 + k * step) - 1)]));
            }
            starts.add(at(sequence, usable[last - 1]));
            return starts;
        }
    },

    /** Spatial: the first frame with the box moved by a tenth of its size in eight directions, and in four sizes. */
    SRE {
        @Override
        List<Start> of(Sequence sequence) {
            Box truth = sequence.truth()
                    .box(0)
                    .orElseThrow(() -> new TwintrackException(
                            "sequence %s has no box in its first frame to start on".formatted(sequence.name())));
            Box oneBased = truth.moved(1, 1);
            List<Start> starts = new ArrayList<>();
            for (UnaryOperator<Box> shift : SHIFTS) {
                starts.add(new Start(0, shift.apply(oneBased).moved(-1, -1), 1));
            }
            for (double scale : SCALES) {
                double width = scale * oneBased.width();
                double height = scale * oneBased.height();
                Box scaled = rounded(oneBased.centerX() - width / 2, oneBased.centerY() - height / 2, width, height);
                starts.add(new Start(0, scaled.moved(-1, -1), scale));
            }
            return starts.stream().map(start -> start.inside(sequence)).toList();
        }
    };

    private static final int SEGMENTS = 20;
    private static final int SHORTEST = 20;
    private static final double[] SCALES = {0.8, 0.9, 1.1, 1.2};
    private static final double SHARE = 0.1;

    /** Left, right, up, down as a whole; then each corner alone, which makes the box larger. */
    private static final List<UnaryOperator<Box>> SHIFTS = List.of(
            box -> box.moved(-Math.ceil(SHARE * box.width()), 0),
            box -> box.moved(Math.ceil(SHARE * box.width()), 0),
            box -> box.moved(0, -Math.ceil(SHARE * box.height())),
            box -> box.moved(0, Math.ceil(SHARE * box.height())),
            box -> corner(box, -1, -1),
            box -> corner(box, 1, -1),
            box -> corner(box, -1, 1),
            box -> corner(box, 1, 1));

    abstract List<Start> of(Sequence sequence);

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Start at(Sequence sequence, int frame) {
        return new Start(frame, sequence.truth().box(frame).orElseThrow(), 1);
    }

    private static boolean isPositive(double[] row) {
        return row[0] > 0 && row[1] > 0 && row[2] > 0 && row[3] > 0;
    }

    /** One corner moved outwards, to a whole pixel. */
    private static Box corner(Box box, int dx, int dy) {
        double left = box.x();
        double top = box.y();
        double right = box.right();
        double bottom = box.bottom();
        if (dx < 0) {
            left = Math.round(left - SHARE * box.width());
        } else {
            right = Math.round(right - 1 + SHARE * box.width()) + 1;
        }
        if (dy < 0) {
            top = Math.round(top - SHARE * box.height());
        } else {
            bottom = Math.round(bottom - 1 + SHARE * box.height()) + 1;
        }
        return new Box(left, top, right - left, bottom - top);
    }

    private static Box rounded(double x, double y, double width, double height) {
        return new Box(Math.round(x), Math.round(y), Math.round(width), Math.round(height));
    }

    /**
     * One start.
     *
     * @param frame of the sequence
     * @param box to start on, 0-based
     * @param scale by how much the box is larger than the truth
     */
    record Start(int frame, Box box, double scale) {

        private Start inside(Sequence sequence) {
            return sequence.size()
                    .map(size -> new Start(frame, box.clippedTo(size.width(), size.height()), scale))
                    .orElse(this);
        }

        /** The result of this start as if the box had had the truth's size. */
        Trajectory restored(Trajectory result) {
            if (scale == 1) {
                return result;
            }
            List<double[]> rows = new ArrayList<>();
            for (int i = 0; i < result.length(); i++) {
                double[] row = result.row(i);
                double width = row[2] / scale;
                double height = row[3] / scale;
                double x = RowGeometry.centerX(row) - width / 2;
                double y = RowGeometry.centerY(row) - height / 2;
                rows.add(new double[] {Math.rint(x), Math.rint(y), Math.rint(width), Math.rint(height)});
            }
            return Trajectory.of(rows, result.origin());
        }
    }
}
