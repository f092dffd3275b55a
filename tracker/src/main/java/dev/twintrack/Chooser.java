package dev.twintrack;

import dev.twintrack.network.TwinEncoder.Maps;
import java.util.List;

/** Decides, of all places that a frame's searches show, where a target is. */
final class Chooser {

    private static final double SMALLEST_SIDE = 2;

    private final Localizer localizer;
    private final Lifecycle lifecycle;
    private final LookBack lookBack;
    private final double[] calibration;
    private final Stopwatch watch;

    /** @param watch times the correlation */
    Chooser(Localizer localizer, Lifecycle lifecycle, LookBack lookBack, double[] calibration, Stopwatch watch) {
        this.localizer = localizer;
        this.lifecycle = lifecycle;
        this.lookBack = lookBack;
        this.calibration = calibration;
        this.watch = watch;
    }

    /**
     * Where a target may be.
     *
     * @param confidence of this frame alone
     * @param crop the first that shows it
     * @param turn that it has there
     */
    record Candidate(Finding found, double confidence, int crop, int turn) {}

    /**
     * Where the target is.
     *
     * @param first which crop of {@code maps} shows the search's first view
     */
    Candidate best(Search search, Maps maps, int first) {
        return believed(search, maps, first, likeliest(search, maps, first));
    }

    /**
     * Where a target that was certain may be, unless it would have to jump there and what is there was elsewhere in the frame
     * before: then it is the rival, if there is one, that was where the target was.
     */
    private Candidate believed(Search search, Maps maps, int first, Candidate best) {
        TargetState state = search.state();
        Frame frame = search.frame();
        Estimate last = state.last();
        boolean wasCertain = last.status() == Status.TRACKING && !lifecycle.doubts(last.confidence());
        if (state.sight() == null
                || best.crop() != first
                || !wasCertain
                || !LookBack.jumps(state.box(), best.found().box())
                || !then(state, frame, best.found()).another()) {
            return best;
        }
        Candidate believed = best;
        LookBack.Answer surest = null;
        for (Finding rival : localizer.rivals(state, search.regions().get(0), maps, best.crop(), best.found())) {
            LookBack.Answer answer = then(state, frame, rival);
            if (answer.target() && (surest == null || answer.surerThan(surest))) {
                surest = answer;
                believed = candidate(rival, best.crop(), best.turn());
            }
        }
        return believed;
    }

    private LookBack.Answer then(TargetState state, Frame frame, Finding found) {
        return lookBack.ask(frame, inside(found.box(), frame), state.sight());
    }

    private Candidate likeliest(Search search, Maps maps, int first) {
        TargetState state = search.state();
        Candidate best = near(search, maps, first);
        int next = first + search.regions().size();
        if (search.turn().isPresent()) {
            int turn = search.turn().getAsInt();
            Candidate turned = candidate(state, search.regions(), maps, next, false, turn);
            next += search.regions().size();
            if (Turns.surer(
                    best.confidence(),
                    turned.confidence(),
                    state.box(),
                    turned.found().box())) {
                best = turned;
            }
        }
        if (search.elsewhere() != null) {
            Candidate other = candidate(state, List.of(search.elsewhere()), maps, next, true, 0);
            if (other.confidence() > best.confidence() && certain(other)) {
                best = other;
            }
        }
        return best;
    }

    /**
     * A lost target may be anywhere around its last place, if it is certain; what is there with less certainty is followed as a
     * target that is not lost, from one place to the next: it may be the target in a guise that the template does not show.
     */
    private Candidate near(Search search, Maps maps, int first) {
        TargetState state = search.state();
        if (state.last().status() == Status.LOST) {
            Candidate anywhere = candidate(state, search.regions(), maps, first, true, state.turn());
            if (certain(anywhere)) {
                return anywhere;
            }
        }
        return candidate(state, search.regions(), maps, first, false, state.turn());
    }

    private boolean certain(Candidate candidate) {
        return candidate.confidence() >= lifecycle.uncertainBelow();
    }

    private Candidate candidate(TargetState state, List<Box> regions, Maps maps, int crop, boolean free, int turn) {
        return candidate(find(state, regions, maps, crop, free), crop, turn);
    }

    private Candidate candidate(Finding found, int crop, int turn) {
        return new Candidate(found, found.evidence().confidence(calibration), crop, turn);
    }

    private Finding find(TargetState state, List<Box> regions, Maps maps, int first, boolean free) {
        long begin = System.nanoTime();
        Finding found = localizer.find(state, regions, maps, first, free);
        watch.correlated(System.nanoTime() - begin);
        return found;
    }

    /** The box with its centre inside the frame and its sides between two pixels and the frame's. */
    static Box kept(Box box, Frame frame) {
        double x = Math.max(0, Math.min(frame.width(), box.centerX()));
        double y = Math.max(0, Math.min(frame.height(), box.centerY()));
        double width = Math.max(SMALLEST_SIDE, Math.min(frame.width(), box.width()));
        double height = Math.max(SMALLEST_SIDE, Math.min(frame.height(), box.height()));
        return Box.around(x, y, width, height);
    }

    /** The part of such a box that is in the frame. */
    static Box inside(Box box, Frame frame) {
        return kept(box, frame).clippedTo(frame.width(), frame.height());
    }
}
