package dev.twintrack.training.evaluate;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes the files of one take: {@code NAME.txt} with {@code x,y,w,h} a line (0-based, three decimals),
 * {@code NAME.time.txt} with seconds, {@code NAME.confidence.txt} where the tracker gives confidences. They are read back
 * as a {@link ResultFile}.
 */
final class TakeFile {

    private static final int FIRST_FRAME = 1;

    private TakeFile() {}

    static void write(Path boxes, Take take) {
        if (Arrays.stream(take.confidences()).skip(FIRST_FRAME).anyMatch(value -> !Double.isNaN(value))) {
            put(sibling(boxes, "confidence"), take, i -> number("%.6f", take.confidences()[i]));
        }
        put(sibling(boxes, "time"), take, i -> number("%.8f", take.seconds()[i]));
        put(boxes, take, i -> text(take.track().row(i)));
    }

    private static Path sibling(Path boxes, String kind) {
        return boxes.resolveSibling(Folder.stem(boxes) + "." + kind + ".txt");
    }

    private static String text(double[] row) {
        String format = row.length == 1 ? "%.0f" : "%.3f";
        return Arrays.stream(row).mapToObj(value -> number(format, value)).collect(Collectors.joining(","));
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "nan" : String.format(Locale.ROOT, format, value);
    }

    private static void put(Path file, Take take, IntFunction<String> line) {
        String text = IntStream.range(0, take.track().length())
                .mapToObj(i -> line.apply(i) + "\n")
                .collect(Collectors.joining());
        TextFile.write(file, text);
    }
}
