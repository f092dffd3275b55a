package dev.twintrack.training.evaluate;

import dev.twintrack.TwintrackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What lies in a folder, sorted by name. */
final class Folder {

    private Folder() {}

    static List<Path> files(Path folder, Predicate<String> name) {
        return entries(folder, path -> Files.isRegularFile(path) && name.test(fileName(path)));
    }

    static List<Path> folders(Path folder) {
        return entries(
                folder, path -> Files.isDirectory(path) && !fileName(path).startsWith("."));
    }

    /** Pictures in a folder; none when there is no such folder. */
    static List<Path> pictures(Path folder) {
        return files(folder, name -> {
            String lower = name.toLowerCase(Locale.ROOT);
            return !lower.startsWith(".")
                    && (lower.endsWith(".jpg")
                            || lower.endsWith(".jpeg")
                            || lower.endsWith(".png")
                            || lower.endsWith(".bmp"));
        });
    }

    static String fileName(Path path) {
        return String.valueOf(path.getFileName());
    }

    /** The file name without its last ending. */
    static String stem(Path path) {
        String name = fileName(path);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static List<Path> entries(Path folder, Predicate<Path> wanted) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(wanted).sorted().toList();
        } catch (IOException e) {
            throw new TwintrackException("cannot list folder %s".formatted(folder), e);
        }
    }
}
