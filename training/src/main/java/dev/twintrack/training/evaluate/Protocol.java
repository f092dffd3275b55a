package dev.twintrack.training.evaluate;

import java.util.List;

/**
 * A way to score tracks, exactly as a benchmark's own toolkit does it.
 *
 * @param <S> what it remembers of a sequence
 */
interface Protocol<S extends SequenceScore> {

    /** The name on the command line. */
    String name();

    /** What it reports, the measure that ranks trackers first. */
    List<Measure> measures();

    /**
     * Scores a sequence.
     *
     * @param takes at least one; repeated runs are averaged
     * @throws dev.twintrack.TwintrackException when a take does not fit the sequence
     */
    S score(Sequence sequence, List<Take> takes);

    /** Scores a data set, or the part of it that was run; at least one sequence. */
    Totals total(List<S> scores);
}
