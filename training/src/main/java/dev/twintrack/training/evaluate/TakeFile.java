package dev.twintrack.training.evaluate;

import dev.twintrack.TwintrackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The files of one take: {@code NAME.txt} with {@code x,y,w,h} a line (0-based, three decimals), {@code NAME.time.txt}
 * with seconds, {@code NAME.confidence.txt} where the tracker gives confidences. The boxes are written last and moved into
 * place, so that a file of boxes means that the take is whole.
 *
 * @param boxes the file of boxes
 */
record TakeFile(Path boxes) {

    private static final int FIRST_FRAME = 1;

    boolean exists() {
        return Files.isRegularFile(boxes);
    }

    void write(Take take) {
        try {
            Files.createDirectories(boxes.getParent());
            if (hasConfidence(take)) {
                put(sibling("confidence"), take, i -> String.format(Locale.ROOT, "%.6f", take.confidences()[i]));
            } else {
                Files.deleteIfExists(sibling("confidence"));
            }
            put(sibling("time"), take, i -> String.format(Locale.ROOT, "%.8f", take.seconds()[i]));
            put(boxes, take, i -> text(take.track().row(i)));
        } catch (IOException e) {
            throw new TwintrackException("cannot write %s".formatted(boxes), e);
        }
    }

    private static boolean hasConfidence(Take take) {
        return Arrays.stream(take.confidences()).skip(FIRST_FRAME).anyMatch(value -> !Double.isNaN(value));
    }

    private static String text(double[] row) {
        String format = row.length == 1 ? "%.0f" : "%.3f";
        return Arrays.stream(row)
                .mapToObj(value -> String.format(Locale.ROOT, format, value))
                .collect(Collectors.joining(","));
    }

    private static void put(Path file, Take take, IntFunction<String> line) throws IOException {
        String text = IntStream.range(0, take.track().length())
                .mapToObj(i -> line.apply(i) + "\n")
                .collect(Collectors.joining());
        Path unfinished = file.resolveSibling(Folder.fileName(file) + ".part");
        Files.writeString(unfinished, text);
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Reads the take back; what has no file is NaN. */
    Take read() {
        Trajectory track = Trajectory.of(NumberTable.read(boxes), 0);
        return new Take(track, column(sibling("confidence"), track.length()), column(sibling("time"), track.length()));
    }

    private static double[] column(Path file, int length) {
        double[] values = new double[length];
        Arrays.fill(values, Double.NaN);
        if (Files.isRegularFile(file)) {
            double[] read = NumberTable.readFlat(file);
            System.arraycopy(read, 0, values, 0, Math.min(length, read.length));
        }
        return values;
    }

    private Path sibling(String kind) {
        return boxes.resolveSibling(Folder.stem(boxes) + "." + kind + ".txt");
    }
}
