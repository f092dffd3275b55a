package dev.twintrack.training.data;

import dev.twintrack.Box;
import dev.twintrack.TwintrackException;
import dev.twintrack.training.evaluate.Frames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * YouTube-BoundingBoxes: {@code *.csv} with rows {@code youtube_id, timestamp_ms, class_id, class_name, object_id,
 * presence, xmin, xmax, ymin, ymax}, sides as shares of the picture's, presence one of {@code present}, {@code absent},
 * {@code uncertain}; pictures in {@code YOUTUBE_ID/TIMESTAMP_MS.jpg}. Times without a picture are left out.
 */
final class YoutubeBoxes {

    private record Row(String video, long millis, String label, String object, String presence, double[] sides) {}

    private YoutubeBoxes() {}

    static List<Sequence> read(Path root, Skips skips) {
        Map<String, List<Row>> byVideo = new TreeMap<>();
        for (Path csv : DataFiles.list(root, file -> file.toString().endsWith(".csv"))) {
            List<String> lines = DataFiles.lines(csv);
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).isBlank() && !lines.get(i).startsWith("youtube_id")) {
                    Row row = row(csv, i + 1, lines.get(i));
                    byVideo.computeIfAbsent(row.video(), id -> new ArrayList<>())
                            .add(row);
                }
            }
        }
        List<Sequence> sequences = new ArrayList<>();
        byVideo.forEach((video, rows) -> {
            Path folder = root.resolve(video);
            if (Files.isDirectory(folder)) {
                sequences.add(sequence(video, folder, rows, skips));
            } else {
                skips.add("pictures missing");
            }
        });
        return sequences;
    }

    private static Row row(Path csv, int number, String line) {
        String[] cells = line.split(",", -1);
        if (cells.length < 10) {
            throw new TwintrackException("%s line %d: %d columns, not the ten of YouTube-BoundingBoxes"
                    .formatted(csv, number, cells.length));
        }
        String sides = String.join(",", cells[6], cells[7], cells[8], cells[9]);
        return new Row(
                cells[0],
                (long) DataFiles.numbers(csv, number, cells[1])[0],
                Labels.normal(cells[3]),
                cells[2] + "/" + cells[4],
                cells[5],
                DataFiles.numbers(csv, number, sides));
    }

    private static Sequence sequence(String video, Path folder, List<Row> rows, Skips skips) {
        NavigableMap<Long, Path> pictures = new TreeMap<>();
        for (Row row : rows) {
            Path picture = folder.resolve(row.millis() + ".jpg");
            if (Files.exists(picture)) {
                pictures.put(row.millis(), picture);
            }
        }
        List<Path> files = List.copyOf(pictures.values());
        Footage footage = Footage.pictures(files);
        Optional<Frames.Size> size = footage.frames().size();
        if (size.isEmpty()) {
            skips.add("picture unreadable");
            return Sequence.of(video, footage, List.of());
        }
        List<Long> times = List.copyOf(pictures.keySet());
        return Sequence.of(video, footage, tracks(rows, times, size.get(), skips));
    }

    private static List<Track> tracks(List<Row> rows, List<Long> times, Frames.Size size, Skips skips) {
        Map<String, Integer> ids = new HashMap<>();
        Map<Integer, String> labels = new TreeMap<>();
        Map<Integer, NavigableMap<Integer, Box>> boxes = new TreeMap<>();
        Map<Integer, NavigableSet<Integer>> absent = new TreeMap<>();
        for (Row row : rows) {
            int frame = times.indexOf(row.millis());
            int id = ids.computeIfAbsent(row.object(), object -> ids.size());
            labels.put(id, row.label());
            boxes.computeIfAbsent(id, key -> new TreeMap<>());
            absent.computeIfAbsent(id, key -> new TreeSet<>());
            double[] s = row.sides();
            if (frame < 0) {
                skips.add("picture missing");
            } else if (row.presence().equals("absent")) {
                absent.get(id).add(frame);
            } else if (!row.presence().equals("present")) {
                skips.add("presence uncertain");
            } else if (!(s[1] > s[0] && s[3] > s[2])) {
                skips.add("box not a rectangle");
            } else {
                double x = s[0] * size.width();
                double y = s[2] * size.height();
                boxes.get(id).put(frame, new Box(x, y, s[1] * size.width() - x, s[3] * size.height() - y));
            }
        }
        List<Track> tracks = new ArrayList<>();
        boxes.forEach((id, seen) -> tracks.add(new Track(id, labels.get(id), seen, absent.get(id))));
        return tracks;
    }
}
