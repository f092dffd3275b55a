package dev.twintrack.training.mine;

import dev.twintrack.Box;
import dev.twintrack.ScoreMap;
import java.util.Optional;

/** Finds where a score map is high without reason. */
final class FalsePeaks {

    /**
     * @param box the target's size around the peak, in pixels of the frame
     * @param score of the peak
     */
    record Peak(Box box, double score) {}

    private FalsePeaks() {}

    /**
     * The highest cell that is no lower than its eight neighbours and whose box stays off the truth.
     *
     * @param truth where the object is, or nothing while it is out of sight
     * @param size gives the box its sides
     * @param least a lower peak does not count
     * @param mostOverlap with the truth (IoU) that still counts as off it
     */
    static Optional<Peak> highest(ScoreMap map, Optional<Box> truth, Box size, double least, double mostOverlap) {
        Optional<Peak> highest = Optional.empty();
        double cellWidth = map.region().width() / map.columns();
        double cellHeight = map.region().height() / map.rows();
        for (int row = 0; row < map.rows(); row++) {
            for (int column = 0; column < map.columns(); column++) {
                double score = map.scores()[row * map.columns() + column];
                if (score >= Math.max(least, highest.map(Peak::score).orElse(0.0)) && isPeak(map, row, column)) {
                    Box box = Box.around(
                            map.region().x() + (column + 0.5) * cellWidth,
                            map.region().y() + (row + 0.5) * cellHeight,
                            size.width(),
                            size.height());
                    if (truth.isEmpty() || box.iou(truth.get()) <= mostOverlap) {
                        highest = Optional.of(new Peak(box, score));
                    }
                }
            }
        }
        return highest;
    }

    private static boolean isPeak(ScoreMap map, int row, int column) {
        float score = map.scores()[row * map.columns() + column];
        for (int r = Math.max(0, row - 1); r <= Math.min(map.rows() - 1, row + 1); r++) {
            for (int c = Math.max(0, column - 1); c <= Math.min(map.columns() - 1, column + 1); c++) {
                if (map.scores()[r * map.columns() + c] > score) {
                    return false;
                }
            }
        }
        return true;
    }
}
