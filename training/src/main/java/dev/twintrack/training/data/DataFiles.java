package dev.twintrack.training.data;

import dev.twintrack.TwintrackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Listing and reading of annotation files, with errors that name the file. */
final class DataFiles {

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

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new TwintrackException("annotation %s cannot be read as text: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** The file's name without its last {@code suffix}. */
    static String stem(Path file, String suffix) {
        String name = file.getFileName().toString();
        return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
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
