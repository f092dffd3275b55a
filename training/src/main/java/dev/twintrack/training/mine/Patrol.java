package dev.twintrack.training.mine;

import dev.twintrack.Box;
import dev.twintrack.Estimate;
import dev.twintrack.Frame;
import dev.twintrack.Look;
import dev.twintrack.Status;
import dev.twintrack.Target;
import dev.twintrack.Tracker;
import dev.twintrack.training.data.HardNegative;
import dev.twintrack.training.data.Sequence;
import dev.twintrack.training.data.Track;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Follows every annotated object of one sequence and notes where the tracker is wrong: the highest false peak of each
 * score map, and the box itself once it is off the object. A target that stays off for some frames is started again.
 */
final class Patrol {

    /** Below this IoU a box is off the object. */
    private static final double OFF = 0.2;

    private static final int PATIENCE = 5;

    private final Tracker tracker;
    private final String dataset;
    private final Sequence sequence;
    private final double least;
    private final Map<Track, Target> live = new LinkedHashMap<>();
    private final Map<Track, Integer> wrongFrames = new LinkedHashMap<>();
    private final Map<Track, List<HardNegative>> found = new LinkedHashMap<>();

    private Patrol(Tracker tracker, String dataset, Sequence sequence, double least) {
        this.tracker = tracker;
        this.dataset = dataset;
        this.sequence = sequence;
        this.least = least;
    }

    /**
     * The mistakes on one sequence, the surest first for each object.
     *
     * @param least score from which a peak or a box is a mistake worth learning from, in {@code [0, 1]}
     * @param most mistakes kept of each object
     */
    static List<HardNegative> of(Tracker tracker, String dataset, Sequence sequence, double least, int most) {
        Patrol patrol = new Patrol(tracker, dataset, sequence, least);
        NavigableSet<Integer> frames = new TreeSet<>();
        for (Track track : sequence.tracks()) {
            frames.addAll(track.boxes().keySet());
            frames.addAll(track.absent());
        }
        sequence.footage().read(frames, patrol::frame);
        return patrol.found.values().stream()
                .flatMap(mistakes -> mistakes.stream()
                        .sorted(Comparator.comparingDouble(HardNegative::score).reversed())
                        .limit(most))
                .toList();
    }

    private void frame(int index, Frame frame) {
        List<Track> tracks = List.copyOf(live.keySet());
        List<Look> looks =
                tracks.stream().map(track -> new Look(live.get(track), frame)).toList();
        List<Estimate> estimates = tracker.update(looks);
        for (int i = 0; i < tracks.size(); i++) {
            judge(tracks.get(i), index, estimates.get(i));
        }
        for (Track track : sequence.tracks()) {
            Box truth = track.boxes().get(index);
            if (truth != null && !live.containsKey(track) && isIn(truth, frame)) {
                live.put(track, tracker.start(frame, truth));
                wrongFrames.put(track, 0);
            }
        }
    }

    private static boolean isIn(Box box, Frame frame) {
        Box inside = box.clippedTo(frame.width(), frame.height());
        return inside.width() >= 2 && inside.height() >= 2;
    }

    private void judge(Track track, int index, Estimate estimate) {
        Optional<Box> truth = Optional.ofNullable(track.boxes().get(index));
        if (truth.isEmpty() && !track.absent().contains(index)) {
            return;
        }
        boolean off = truth.isEmpty() || estimate.guess().iou(truth.get()) < OFF;
        double certain = live.get(track).frameConfidence().orElseThrow();
        if (off && estimate.status() != Status.LOST && certain >= least) {
            note(track, index, estimate.guess(), certain);
        } else {
            Box size = truth.orElse(estimate.guess());
            live.get(track)
                    .scoreMap()
                    .flatMap(map -> FalsePeaks.highest(map, truth, size, least, OFF))
                    .ifPresent(peak -> note(track, index, peak.box(), peak.score()));
        }
        int wrong = off && truth.isPresent() ? wrongFrames.merge(track, 1, Integer::sum) : 0;
        wrongFrames.put(track, wrong);
        if (wrong >= PATIENCE) {
            live.remove(track);
        }
    }

    private void note(Track track, int index, Box box, double score) {
        found.computeIfAbsent(track, key -> new ArrayList<>())
                .add(new HardNegative(dataset, sequence.name(), track.id(), index, box, score));
    }
}
