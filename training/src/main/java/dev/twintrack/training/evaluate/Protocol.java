package dev.twintrack.training.evaluate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A way to run and to score trackers, exactly as a benchmark's own toolkit does it.
 *
 * @param <S> what it remembers of a sequence
 */
interface Protocol<S extends SequenceScore> {

    /** The name on the command line. */
    String name();

    /** What it reports, the measure that ranks trackers first. */
    List<Measure> measures();

    /** The folder in which toolkits of this protocol keep a tracker's files, for those that have one. */
    default Optional<String> experiment() {
        return Optional.empty();
    }

    /**
     * What has to be run of a sequence: without more ado, one pass from its first frame to its last.
     *
     * @param repeats how often, at least once
     */
    default List<Pass> passes(Sequence sequence, int repeats) {
        List<Pass> passes = new ArrayList<>();
        for (int repeat = 1; repeat <= repeats; repeat++) {
            String name = repeat == 1 ? sequence.name() : "%s_%03d".formatted(sequence.name(), repeat);
            passes.add(new Pass(name, (tracker, one, timed) -> timed.run(tracker, one)));
        }
        return passes;
    }

    /**
     * Scores a sequence.
     *
     * @param takes of the passes, in their order; repeated runs are averaged
     * @throws dev.twintrack.TwintrackException when a take does not fit the sequence
     */
    S score(Sequence sequence, List<Take> takes);

    /** The frames by which a tracker's confidence is judged: those of the first take. */
    default List<Confidences.Judged> judged(Sequence sequence, List<Take> takes) {
        return Confidences.judge(sequence, takes.get(0)).stream().toList();
    }

    /** Scores a data set, or the part of it that was run; at least one sequence. */
    Totals total(List<S> scores);

    /**
     * Scores the frames with a tag; one set of frames a sequence. Nothing where the protocol knows no frames, but whole
     * sequences only.
     */
    default Optional<Totals> total(List<S> scores, List<BitSet> tagged) {
        return Optional.empty();
    }
}
