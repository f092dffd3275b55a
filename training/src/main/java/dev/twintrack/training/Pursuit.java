package dev.twintrack.training;

import dev.twintrack.Box;
import dev.twintrack.Estimate;
import dev.twintrack.Frame;
import dev.twintrack.ScoreMap;
import dev.twintrack.Status;
import dev.twintrack.Target;
import dev.twintrack.Tracker;
import dev.twintrack.training.data.HardNegative;
import dev.twintrack.training.data.Track;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A tracker that follows one annotated object and is put back onto it when it has lost it. */
final class Pursuit {

    private final String dataset;
    private final String sequence;
    private final Track track;
    private final MineOptions options;
    private final List<HardNegative> mistakes = new ArrayList<>();
    private Target target;
    private int startFrom;
    private int losses;

    Pursuit(String dataset, String sequence, Track track, MineOptions options) {
        this.dataset = dataset;
        this.sequence = sequence;
        this.track = track;
        this.options = options;
    }

    /** The target to be looked for; nothing before the start and while it rests. */
    Optional<Target> target() {
        return Optional.ofNullable(target);
    }

    /** Looks at what the tracker said about a frame. */
    void judge(int index) {
        Estimate estimate = target.last();
        Box truth = track.boxes().get(index);
        if (truth != null) {
            falsePeaks(index, truth, estimate.guess());
            if (estimate.guess().iou(truth) < options.overlap()) {
                lose(index, estimate);
            }
        } else if (track.absent().contains(index)
                && estimate.status() != Status.LOST
                && estimate.confidence() >= options.score()) {
            mistakes.add(mistake(index, estimate.guess(), estimate.confidence()));
        }
    }

    private void lose(int index, Estimate estimate) {
        mistakes.add(mistake(index, estimate.guess(), estimate.confidence()));
        losses++;
        target = null;
        startFrom = index + options.rest();
    }

    /** Starts on the object when it is time and the object is there. */
    void start(Tracker tracker, int index, Frame frame) {
        Box truth = track.boxes().get(index);
        if (target == null && index >= startFrom && truth != null && inside(truth, frame)) {
            target = tracker.start(frame, truth);
        }
    }

    private static boolean inside(Box box, Frame frame) {
        Box shown = box.clippedTo(frame.width(), frame.height());
        return shown.width() >= 1 && shown.height() >= 1;
    }

    private void falsePeaks(int index, Box truth, Box guess) {
        ScoreMap map = target.scoreMap().orElseThrow();
        List<HardNegative> peaks = new ArrayList<>();
        for (int cell = 0; cell < map.scores().length; cell++) {
            float score = map.scores()[cell];
            if (score >= options.score() && isPeak(map, cell)) {
                Box place = place(map, cell, guess);
                if (place.iou(truth) < options.overlap()) {
                    peaks.add(mistake(index, place, score));
                }
            }
        }
        peaks.stream()
                .sorted(Comparator.comparingDouble(HardNegative::score).reversed())
                .limit(options.perFrame())
                .forEach(mistakes::add);
    }

    /** Whether no neighbour is higher; of equal neighbours the first counts. */
    private static boolean isPeak(ScoreMap map, int cell) {
        int column = cell % map.columns();
        int row = cell / map.columns();
        for (int r = Math.max(0, row - 1); r <= Math.min(map.rows() - 1, row + 1); r++) {
            for (int c = Math.max(0, column - 1); c <= Math.min(map.columns() - 1, column + 1); c++) {
                int other = r * map.columns() + c;
                float rise = map.scores()[other] - map.scores()[cell];
                if (rise > 0 || rise == 0 && other < cell) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Box place(ScoreMap map, int cell, Box guess) {
        double width = map.region().width() / map.columns();
        double height = map.region().height() / map.rows();
        return Box.around(
                map.region().x() + (cell % map.columns() + 0.5) * width,
                map.region().y() + (cell / map.columns() + 0.5) * height,
                guess.width(),
                guess.height());
    }

    private HardNegative mistake(int index, Box box, double score) {
        return new HardNegative(dataset, sequence, track.id(), index, box, score);
    }

    /** The worst mistakes, in the order of their frames. */
    List<HardNegative> mistakes() {
        return mistakes.stream()
                .sorted(Comparator.comparingDouble(HardNegative::score).reversed())
                .limit(options.perTrack())
                .sorted(Comparator.comparingInt(HardNegative::frame))
                .toList();
    }

    /** How often the target was lost. */
    int losses() {
        return losses;
    }
}
