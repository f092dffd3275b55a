package dev.twintrack.training.evaluate;

import java.util.List;
import java.util.Map;

/** How a tracker did on one sequence; what more a protocol must remember is in its own kind of score. */
interface SequenceScore {

    Map<Measure, Double> values();

    List<Curve> curves();

    /** Overlap with the truth, one a frame of the sequence, NaN where it is not defined: for looking at failures. */
    double[] overlaps();

    /** What a reader must know to trust the numbers: cut files, repaired rows. */
    List<String> notes();
}
