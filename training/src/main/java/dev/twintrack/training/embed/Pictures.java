package dev.twintrack.training.embed;

import dev.twintrack.Frame;
import dev.twintrack.TwintrackException;
import dev.twintrack.training.evaluate.FrameReader;
import dev.twintrack.training.evaluate.Frames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Picture files. */
final class Pictures {

    private static final Set<String> SUFFIXES = Set.of("png", "jpg", "jpeg", "bmp", "webp", "tif", "tiff");

    private Pictures() {}

    /** Reads one picture. */
    static Frame read(Path file) {
        try (FrameReader reader = Frames.pictures(List.of(file)).open()) {
            return reader.read(0);
        }
    }

    /** The pictures in a folder, by name. */
    static List<Path> in(Path folder) {
        return entries(folder).stream().filter(Pictures::isPicture).toList();
    }

    /** The folders in a folder, by name. */
    static List<Path> folders(Path folder) {
        return entries(folder).stream().filter(Files::isDirectory).toList();
    }

    private static boolean isPicture(Path file) {
        String name = file.getFileName().toString();
        return SUFFIXES.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    private static List<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new TwintrackException("%s cannot be listed: give a folder".formatted(folder), e);
        }
    }
}
