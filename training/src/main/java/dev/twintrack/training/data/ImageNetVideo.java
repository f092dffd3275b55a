package dev.twintrack.training.data;

import dev.twintrack.Box;
import dev.twintrack.TwintrackException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * ImageNet VID (ILSVRC 2015): {@code Annotations/VID/**}{@code /SEQUENCE/000000.xml} beside {@code Data/VID/**}
 * {@code /SEQUENCE/000000.JPEG}. Corners count from 0 and both belong to the box; {@code trackid} names the object. The
 * class is a WordNet number such as {@code n02084071}.
 */
final class ImageNetVideo {

    private ImageNetVideo() {}

    static List<Sequence> read(Path root, Skips skips) {
        Path annotations = root.resolve("Annotations").resolve("VID");
        List<Sequence> sequences = new ArrayList<>();
        for (Path folder : DataFiles.foldersWith(annotations, ".xml")) {
            Path inside = annotations.relativize(folder);
            Path pictures = root.resolve("Data").resolve("VID").resolve(inside);
            if (!Files.isDirectory(pictures)) {
                skips.add("pictures missing");
                continue;
            }
            List<Path> frames = DataFiles.list(pictures, DataFiles::isPicture);
            sequences.add(
                    Sequence.of(DataFiles.slashes(inside), Footage.pictures(frames), tracks(folder, frames, skips)));
        }
        return sequences;
    }

    private static List<Track> tracks(Path folder, List<Path> frames, Skips skips) {
        Map<Integer, NavigableMap<Integer, Box>> boxes = new TreeMap<>();
        Map<Integer, String> labels = new TreeMap<>();
        NavigableSet<Integer> annotated = new TreeSet<>();
        for (int i = 0; i < frames.size(); i++) {
            Path xml = folder.resolve(DataFiles.stem(frames.get(i)) + ".xml");
            if (!Files.exists(xml)) {
                skips.add("annotation missing");
                continue;
            }
            annotated.add(i);
            for (Map<String, String> object : VocXml.objects(xml)) {
                int id = track(xml, object);
                Optional<Box> box = VocXml.box(object, 0);
                if (box.isEmpty()) {
                    skips.add("box not a rectangle");
                } else {
                    boxes.computeIfAbsent(id, key -> new TreeMap<>()).put(i, box.get());
                    labels.put(id, Labels.normal(object.getOrDefault("name", "")));
                }
            }
        }
        return Track.all(boxes, labels, annotated);
    }

    private static int track(Path xml, Map<String, String> object) {
        try {
            return Integer.parseInt(object.getOrDefault("trackid", ""));
        } catch (NumberFormatException e) {
            throw new TwintrackException(
                    "%s: an object has no whole number as trackid: is this ImageNet VID?".formatted(xml), e);
        }
    }
}
