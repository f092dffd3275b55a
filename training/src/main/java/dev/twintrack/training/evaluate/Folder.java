package dev.twintrack.training.evaluate;

import dev.twintrack.TwintrackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What lies in a folder, sorted by name. */
final class Folder {

    private static final int DEEPEST = 6;
    private static final Pattern BESIDE = Pattern.compile("(.*[._])?times?|.*confidence.*");

    private Folder() {}

    static List<Path> files(Path folder, Predicate<String> name) {
        return entries(folder, path -> Files.isRegularFile(path) && name.test(fileName(path)));
    }

    static List<Path> folders(Path folder) {
        return entries(
                folder, path -> Files.isDirectory(path) && !fileName(path).startsWith("."));
    }

    /** The text files in a folder and its sub-folders that may hold boxes: none of times or confidences. */
    static List<Path> textFilesBelow(Path folder) {
        try (Stream<Path> all = Files.walk(folder, DEEPEST)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> fileName(file).endsWith(".txt"))
                    .filter(file -> !BESIDE.matcher(stem(file)).matches())
                    .filter(file -> !fileName(file.getParent()).equals("times"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new TwintrackException("cannot list folder %s".formatted(folder), e);
        }
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
