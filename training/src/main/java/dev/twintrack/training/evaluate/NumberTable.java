package dev.twintrack.training.evaluate;

import dev.twintrack.TwintrackException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Text files of numbers as benchmarks publish them: one row a line, numbers apart by commas, semicolons, tabs or
 * blanks, blank lines without meaning, and {@code nan} in any spelling where there is no number.
 */
final class NumberTable {

    private static final Pattern SEPARATOR = Pattern.compile("\\s*[,;]\\s*|\\s+");

    private NumberTable() {}

    /** All rows of a file; none when the file holds nothing but white space. */
    static List<double[]> read(Path file) {
        List<double[]> rows = new ArrayList<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            String text = line.strip();
            if (!text.isEmpty()) {
                rows.add(parse(text, file, number));
            }
        }
        return rows;
    }

    /** All rows of a file, with NaN for what is no number, and for a blank line. */
    static List<double[]> lenient(Path file) {
        return lines(file).stream()
                .map(line -> Arrays.stream(SEPARATOR.split(line.strip()))
                        .mapToDouble(NumberTable::numberOrNaN)
                        .toArray())
                .toList();
    }

    private static double numberOrNaN(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Every number of a file in reading order: for files of flags that stand on one line, or one a line. */
    static double[] readFlat(Path file) {
        return read(file).stream().flatMapToDouble(Arrays::stream).toArray();
    }

    /** The frames whose flag is more than zero. */
    static BitSet readFlags(Path file) {
        double[] values = readFlat(file);
        BitSet flags = new BitSet(values.length);
        for (int i = 0; i < values.length; i++) {
            flags.set(i, values[i] > 0);
        }
        return flags;
    }

    static List<String> lines(Path file) {
        try {
            // Annotation files are ASCII but for a stray byte order mark or comment; Latin-1 never fails on one.
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return (text.startsWith("\u00ef\u00bb\u00bf") ? text.substring(3) : text)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new TwintrackException("cannot read %s".formatted(file), e);
        }
    }

    /** One row of text. */
    static double[] parse(String text, Path file, int line) {
        String[] parts = SEPARATOR.split(text);
        double[] row = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
            row[i] = number(parts[i], file, line);
        }
        return row;
    }

    private static double number(String text, Path file, int line) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("nan") || lower.equals("none")) {
            return Double.NaN;
        }
        if (lower.contains("inf")) {
            return lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new TwintrackException("%s line %d: '%s' is not a number".formatted(file, line, text), e);
        }
    }
}
