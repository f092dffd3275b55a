package dev.twintrack.training.evaluate;

import dev.twintrack.TwintrackException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Robustness to the start (Wu, Lim, Yang: Object Tracking Benchmark, PAMI 2015, section 4.2): success and precision over
 * many passes from other frames (TRE) or from other boxes (SRE), by the formulas of the MATLAB toolkit. The frames of all
 * passes of a sequence are counted together.
 *
 * @param starts where the passes begin
 */
record PerturbedProtocol(Starts starts) implements Protocol<OpeProtocol.Score> {

    private static final OpeProtocol OPE = new OpeProtocol(OpeToolkit.MATLAB);

    @Override
    public String name() {
        return starts.label();
    }

    @Override
    public List<Measure> measures() {
        return OPE.measures();
    }

    @Override
    public Optional<String> experiment() {
        return Optional.of(name());
    }

    @Override
    public List<Pass> passes(Sequence sequence, int repeats) {
        List<Pass> passes = new ArrayList<>();
        for (Starts.Start start : starts.of(sequence)) {
            String name = "%s/%s/%s_%03d".formatted(name(), sequence.name(), sequence.name(), passes.size() + 1);
            int count = sequence.length() - start.frame();
            passes.add(new Pass(
                    name,
                    (tracker, one, timed) -> timed.run(tracker, one, start.box(), count, n -> start.frame() + n)));
        }
        return passes;
    }

    @Override
    public OpeProtocol.Score score(Sequence sequence, List<Take> takes) {
        List<Starts.Start> begun = starts.of(sequence);
        if (begun.size() != takes.size()) {
            throw new TwintrackException("sequence %s has %d starts, but there are %d result files"
                    .formatted(sequence.name(), begun.size(), takes.size()));
        }
        List<String> notes = new ArrayList<>();
        List<FrameErrors> errors = new ArrayList<>();
        for (int i = 0; i < takes.size(); i++) {
            Starts.Start start = begun.get(i);
            Sequence rest = sequence.from(start.frame());
            Trajectory result = start.restored(
                    takes.get(i).track().in(sequence.truth().origin()).upright());
            errors.add(OpeToolkit.MATLAB.errors(rest, result, notes));
        }
        Take first = takes.get(0);
        return OPE.scored(
                FrameErrors.together(errors),
                Overlaps.of(sequence.from(begun.get(0).frame()), first.track()),
                notes);
    }

    /** The frames of all passes, with the boxes as they are. */
    @Override
    public List<Confidences.Judged> judged(Sequence sequence, List<Take> takes) {
        List<Starts.Start> begun = starts.of(sequence);
        List<Confidences.Judged> judged = new ArrayList<>();
        for (int i = 0; i < takes.size(); i++) {
            Sequence rest = sequence.from(begun.get(i).frame());
            Confidences.judge(rest, takes.get(i)).ifPresent(judged::add);
        }
        return judged;
    }

    @Override
    public Totals total(List<OpeProtocol.Score> scores) {
        return OPE.total(scores);
    }
}
