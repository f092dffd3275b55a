package dev.twintrack.training.data;

import dev.twintrack.Box;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * PASCAL VOC stills: {@code Annotations/NAME.xml} beside {@code JPEGImages/NAME.jpg} (or another picture). The corners are 1-based and both
 * inside the object (VOC development kit), so that the width is {@code xmax - xmin + 1}.
 */
final class VocStills {

    private VocStills() {}

    static List<Sequence> read(Path root, Skips skips) {
        List<Path> annotations = DataFiles.list(
                root.resolve("Annotations"), file -> file.toString().endsWith(".xml"));
        Map<String, Path> pictures = new HashMap<>();
        DataFiles.list(root.resolve("JPEGImages"), DataFiles::isPicture)
                .forEach(file -> pictures.put(DataFiles.stem(file), file));
        List<Sequence> sequences = new ArrayList<>();
        for (Path xml : annotations) {
            List<Track> tracks = tracks(xml, skips);
            Path picture = pictures.get(DataFiles.stem(xml));
            if (picture == null) {
                skips.add("picture missing");
            } else if (!tracks.isEmpty()) {
                sequences.add(Sequence.of(DataFiles.stem(xml), Footage.pictures(List.of(picture)), tracks));
            }
        }
        return sequences;
    }

    private static List<Track> tracks(Path xml, Skips skips) {
        List<Track> tracks = new ArrayList<>();
        for (Map<String, String> object : VocXml.objects(xml)) {
            Optional<Box> box = VocXml.box(object, 1);
            if (box.isPresent()) {
                String label = Labels.normal(object.getOrDefault("name", ""));
                tracks.add(Track.still(tracks.size(), label, box.get()));
            } else {
                skips.add("box not a rectangle");
            }
        }
        return tracks;
    }
}
