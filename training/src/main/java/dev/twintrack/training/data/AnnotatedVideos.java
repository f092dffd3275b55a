package dev.twintrack.training.data;

import dev.twintrack.TwintrackException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder of videos with tracks: {@code NAME.mp4} (or another video file) and MOTChallenge rows in
 * {@code NAME.gt.txt}. An {@code index.csv} with the columns {@code name} and {@code object}, where there is one, names
 * the class.
 */
final class AnnotatedVideos {

    private static final String TRUTH = ".gt.txt";

    private AnnotatedVideos() {}

    static List<Sequence> read(Path root, Skips skips) {
        Map<String, String> labels = labels(root.resolve("index.csv"));
        Map<String, Path> videos = new HashMap<>();
        DataFiles.list(root, DataFiles::isVideo).forEach(file -> videos.put(DataFiles.stem(file), file));
        List<Sequence> sequences = new ArrayList<>();
        for (Path truth : DataFiles.list(root, file -> file.toString().endsWith(TRUTH))) {
            String name = DataFiles.stem(truth, TRUTH);
            Path video = videos.get(name);
            if (video == null) {
                skips.add("video missing");
                continue;
            }
            List<Track> tracks = MotRows.tracks(truth, labels.getOrDefault(name, ""), skips);
            int frames = tracks.stream()
                    .mapToInt(track -> track.boxes().lastKey() + 1)
                    .max()
                    .orElse(0);
            sequences.add(Sequence.of(name, Footage.video(video, frames), tracks));
        }
        return sequences;
    }

    private static Map<String, String> labels(Path index) {
        Map<String, String> labels = new HashMap<>();
        if (!Files.exists(index)) {
            return labels;
        }
        List<String> lines = DataFiles.lines(index);
        List<String> head =
                Arrays.asList(lines.isEmpty() ? new String[0] : lines.get(0).split(","));
        int name = head.indexOf("name");
        int object = head.indexOf("object");
        if (name < 0 || object < 0) {
            throw new TwintrackException("%s has no columns 'name' and 'object' in its first line".formatted(index));
        }
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            if (cells.length > Math.max(name, object)) {
                labels.put(cells[name], Labels.normal(cells[object]));
            }
        }
        return labels;
    }
}
