package dev.twintrack.training.evaluate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The layout of UAV123 and UAV20L (Mueller, Smith, Ghanem, ECCV 2016): {@code anno/UAV123/SEQUENCE.txt} (1-based,
 * {@code NaN} where the object is absent), {@code anno/UAV123/att/SEQUENCE.txt} with a flag an attribute, and pictures in
 * {@code data_seq/UAV123/FOLDER/}. Some folders hold one video of which several pieces are sequences ({@code car1_1},
 * {@code car1_2}, ...); which picture a piece begins with is known here, since the data set's folder does not say.
 */
final class Uav123Layout {

    /** In the order of the flags in an attribute file. */
    private static final List<String> ATTRIBUTES =
            List.of("SV", "ARC", "LR", "FM", "FOC", "POC", "OV", "BC", "IV", "VC", "CM", "SOB");

    private static final Pattern PIECE = Pattern.compile("(.+)_\\d+");

    /** The variant that keeps every third picture. */
    private static final String SLOW = "_10fps";

    private static final int THIRD = 3;

    private Uav123Layout() {}

    static List<SequenceRef> list(Path root) {
        Path annotations = Stream.of("UAV123", "UAV20L", "UAV123_10fps")
                .map(root.resolve("anno")::resolve)
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(root.resolve("anno"));
        Map<String, String> starts = Facts.read("uav123-pieces.csv");
        return Folder.files(annotations, name -> name.endsWith(".txt")).stream()
                .map(file -> new SequenceRef(Folder.stem(file), () -> read(root, file, starts)))
                .toList();
    }

    private static Sequence read(Path root, Path truthFile, Map<String, String> starts) {
        String name = Folder.stem(truthFile);
        Trajectory truth = OtbLayout.boxes(truthFile, 1);
        List<Path> pictures = Folder.pictures(pictureFolder(root, name));
        // UAV20L joins the pieces again and has names without a number.
        int start = Integer.parseInt(starts.getOrDefault(ResultFolder.key(name), "1")) - 1;
        if (Folder.fileName(truthFile.getParent()).endsWith(SLOW)) {
            start /= THIRD;
        }
        int end = Math.min(pictures.size(), start + truth.length());
        Frames frames = Frames.pictures(start < end ? pictures.subList(start, end) : List.of());
        return Sequence.of(name, frames, truth).withAttributes(attributes(truthFile, name));
    }

    private static Path pictureFolder(Path root, String name) {
        Matcher piece = PIECE.matcher(name);
        return Stream.of("UAV123", "UAV123_10fps", "")
                .map(root.resolve("data_seq")::resolve)
                .flatMap(folder -> piece.matches()
                        ? Stream.of(folder.resolve(name), folder.resolve(piece.group(1)))
                        : Stream.of(folder.resolve(name)))
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(root.resolve("data_seq").resolve(name));
    }

    private static Set<String> attributes(Path truthFile, String name) {
        Path file = truthFile.resolveSibling("att").resolve(name + ".txt");
        if (!Files.isRegularFile(file)) {
            return Set.of();
        }
        double[] flags = NumberTable.readFlat(file);
        Set<String> attributes = new LinkedHashSet<>();
        for (int i = 0; i < Math.min(flags.length, ATTRIBUTES.size()); i++) {
            if (flags[i] > 0) {
                attributes.add(ATTRIBUTES.get(i));
            }
        }
        return attributes;
    }
}
