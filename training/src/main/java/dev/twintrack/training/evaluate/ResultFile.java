package dev.twintrack.training.evaluate;

import dev.twintrack.TwintrackException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A result file, and what may stand beside it: times ({@code NAME.time.txt}, {@code NAME_time.txt},
 * {@code times/NAME_time.txt}, seconds; with several repetitions a column each) and confidences
 * ({@code NAME.confidence.txt}, VOT's {@code NAME_confidence.value}, or a fifth number in each row of boxes).
 *
 * @param boxes the file of boxes
 */
record ResultFile(Path boxes) {

    private static final int WITH_CONFIDENCE = 5;
    private static final Pattern NUMBERED = Pattern.compile("_(\\d{3}|\\d{8})$");

    /** @param repetition which column of shared times is this file's, 0 for the first */
    Take read(int repetition, int origin) {
        List<double[]> rows = NumberTable.read(boxes);
        if (rows.isEmpty()) {
            throw new TwintrackException("result file %s is empty".formatted(boxes));
        }
        boolean scored = rows.stream().allMatch(row -> row.length == WITH_CONFIDENCE);
        Trajectory track = Trajectory.of(
                scored ? rows.stream().map(row -> Arrays.copyOf(row, 4)).toList() : rows, origin);
        double[] confidences = scored
                ? rows.stream().mapToDouble(row -> row[4]).toArray()
                : beside(track.length(), ".confidence.txt", "_confidence.value", ".confidence.value");
        return new Take(track, confidences, times(repetition, track.length()));
    }

    private double[] times(int repetition, int length) {
        double[] own = beside(length, ".time.txt", "_time.txt", "_time.value");
        if (!Arrays.stream(own).allMatch(Double::isNaN)) {
            return own;
        }
        // One file for all repetitions, named after the sequence.
        Path shared = boxes.resolveSibling(NUMBERED.matcher(Folder.stem(boxes)).replaceFirst("") + "_time.txt");
        return Files.isRegularFile(shared) ? column(shared, repetition, length) : own;
    }

    private double[] beside(int length, String... endings) {
        String stem = Folder.stem(boxes);
        Path times = boxes.resolveSibling("times");
        Optional<Path> file = Arrays.stream(endings)
                .flatMap(ending -> Stream.of(boxes.resolveSibling(stem + ending), times.resolve(stem + ending)))
                .filter(Files::isRegularFile)
                .findFirst();
        return file.map(found -> column(found, 0, length)).orElseGet(() -> nothing(length));
    }

    /** Numbers at the end of the frames where a file is one short: the frame of the start has none. */
    private static double[] column(Path file, int column, int length) {
        List<double[]> rows = NumberTable.lenient(file);
        double[] values = nothing(length);
        int offset = rows.size() == length - 1 ? 1 : 0;
        for (int i = 0; i < rows.size() && i + offset < length; i++) {
            double[] row = rows.get(i);
            values[i + offset] = column < row.length ? row[column] : Double.NaN;
        }
        return values;
    }

    private static double[] nothing(int length) {
        double[] values = new double[length];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}
