package dev.twintrack.training.data;

import dev.twintrack.TwintrackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Listing and reading of annotation files, with errors that name the file. */
final class DataFiles {

    private static final Set<String> PICTURES = Set.of("jpg", "jpeg", "png", "bmp", "webp");
    private static final Set<String> VIDEOS = Set.of("mp4", "avi", "mkv", "mov", "webm", "m4v", "mpg");

    private DataFiles() {}

    /** The entries of a folder that fit, sorted by name. */
    static List<Path> list(Path folder, Predicate<Path> fits) {
        if (!Files.isDirectory(folder)) {
            throw new TwintrackException("%s is not a folder: give the data set's root".formatted(folder));
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(fits).sorted().toList();
        } catch (IOException e) {
            throw new TwintrackException("folder %s cannot be listed: %s".formatted(folder, e.getMessage()), e);
        }
    }

    /** Files and folders below a folder that fit, sorted by path. */
    static List<Path> below(Path folder, Predicate<Path> fits) {
        if (!Files.isDirectory(folder)) {
            throw new TwintrackException("%s is not a folder: give the data set's root".formatted(folder));
        }
        try (Stream<Path> entries = Files.walk(folder)) {
            return entries.filter(fits).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            throw new TwintrackException("folder %s cannot be listed: %s".formatted(folder, e.getMessage()), e);
        }
    }

    /** The folders below a folder that hold files of this ending, sorted. */
    static List<Path> foldersWith(Path folder, String ending) {
        return below(folder, file -> file.toString().endsWith(ending)).stream()
                .map(Path::getParent)
                .distinct()
                .toList();
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new TwintrackException("annotation %s cannot be read as text: %s".formatted(file, e.getMessage()), e);
        }
    }

    static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** The file's name without its last {@code suffix}. */
    static String stem(Path file, String suffix) {
        return name(file).endsWith(suffix)
                ? name(file).substring(0, name(file).length() - suffix.length())
                : name(file);
    }

    /** The file's name without its last ending. */
    static String stem(Path file) {
        int dot = name(file).lastIndexOf('.');
        return dot > 0 ? name(file).substring(0, dot) : name(file);
    }

    /** A relative path with slashes on every system. */
    static String slashes(Path relative) {
        return relative.toString().replace('\\', '/');
    }

    static boolean isPicture(Path file) {
        return hasEnding(file, PICTURES);
    }

    static boolean isVideo(Path file) {
        return hasEnding(file, VIDEOS);
    }

    private static boolean hasEnding(Path file, Set<String> endings) {
        String name = name(file).toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && endings.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    /** Splits a line of numbers at commas, tabs or spaces. */
    static double[] numbers(Path file, int lineNumber, String line) {
        String[] parts = line.trim().split("[,;\\s]+");
        double[] numbers = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
            try {
                numbers[i] = Double.parseDouble(parts[i]);
            } catch (NumberFormatException e) {
                throw new TwintrackException(
                        "%s line %d: '%s' is not a number".formatted(file, lineNumber, parts[i]), e);
            }
        }
        return numbers;
    }
}
