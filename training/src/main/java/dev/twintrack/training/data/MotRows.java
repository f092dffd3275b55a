package dev.twintrack.training.data;

import dev.twintrack.Box;
import dev.twintrack.TwintrackException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * MOTChallenge rows: {@code frame, id, left, top, width, height, confidence, ...}, frames and positions 1-based. A row
 * whose seventh value is 0 marks a region to be ignored. Frames of the file without a row for an object count as
 * absence.
 */
final class MotRows {

    private MotRows() {}

    static List<Track> tracks(Path truth, String label, Skips skips) {
        Map<Integer, NavigableMap<Integer, Box>> boxes = new TreeMap<>();
        NavigableSet<Integer> frames = new TreeSet<>();
        List<String> lines = DataFiles.lines(truth);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            double[] row = DataFiles.numbers(truth, i + 1, lines.get(i));
            if (row.length < 6) {
                throw new TwintrackException(
                        "%s line %d: a row is frame,id,left,top,width,height[,confidence,...]".formatted(truth, i + 1));
            }
            frames.add((int) row[0] - 1);
            if (row.length > 6 && row[6] == 0) {
                skips.add("region to be ignored");
            } else if (!(row[4] > 0 && row[5] > 0) || row[0] < 1) {
                skips.add("box not a rectangle");
            } else {
                boxes.computeIfAbsent((int) row[1], id -> new TreeMap<>())
                        .put((int) row[0] - 1, new Box(row[2] - 1, row[3] - 1, row[4], row[5]));
            }
        }
        Map<Integer, String> labels = new TreeMap<>();
        boxes.keySet().forEach(id -> labels.put(id, label));
        return Track.all(boxes, labels, frames);
    }
}
