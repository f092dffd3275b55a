package dev.twintrack.training.evaluate;

import dev.twintrack.TwintrackException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The layout of OTB-2013 and OTB-2015 (Wu, Lim, Yang: Object Tracking Benchmark, PAMI 2015). Boxes are 1-based. A folder
 * with truth about several objects ({@code groundtruth_rect.1.txt}, {@code groundtruth_rect.2.txt}) is one sequence an
 * object, named {@code Jogging.1}, {@code Jogging.2}; an empty truth file counts for nothing (Human4). Some videos are
 * annotated in a part only, see {@link #SPANS}.
 */
final class OtbLayout {

    /** First and last picture, counted from 1, of the sequences whose folder may hold more pictures than are annotated. */
    private static final Map<String, Span> SPANS = Map.of(
            "david", new Span(300, 770),
            "football1", new Span(1, 74),
            "freeman3", new Span(1, 460),
            "freeman4", new Span(1, 283),
            "diving", new Span(1, 215),
            "blurcar1", new Span(247, 988),
            "blurcar3", new Span(3, 359),
            "blurcar4", new Span(18, 397));

    private static final Pattern TRUTH = Pattern.compile("groundtruth_rect(\\.\\d+)?\\.txt");

    private OtbLayout() {}

    static List<SequenceRef> list(Path root) {
        Map<String, String> attributes = Facts.read("otb-attributes.csv");
        List<SequenceRef> found = new ArrayList<>();
        for (Path folder : Folder.folders(root)) {
            List<Path> truths = Folder.files(folder, name -> TRUTH.matcher(name).matches()).stream()
                    .filter(file -> !isBlank(file))
                    .toList();
            if (truths.isEmpty() && Files.isDirectory(folder.resolve("img"))) {
                found.add(SequenceRef.withoutTruth(folder.resolve("groundtruth_rect.txt")));
            }
            for (int i = 0; i < truths.size(); i++) {
                String name = Folder.fileName(folder) + (truths.size() > 1 ? "." + (i + 1) : "");
                Path truth = truths.get(i);
                String hard = attributes.getOrDefault(ResultFolder.key(name), "");
                found.add(new SequenceRef(name, () -> read(name, folder, truth, words(hard))));
            }
        }
        return found;
    }

    private static Set<String> words(String text) {
        return text.isBlank() ? Set.of() : Set.of(text.split(" "));
    }

    private static boolean isBlank(Path file) {
        return NumberTable.lines(file).stream().allMatch(String::isBlank);
    }

    private static Sequence read(String name, Path folder, Path truthFile, Set<String> attributes) {
        Trajectory truth = boxes(truthFile, 1);
        List<Path> pictures = Folder.pictures(folder.resolve("img"));
        Span span = SPANS.get(Folder.fileName(folder).toLowerCase(Locale.ROOT));
        if (span != null && truth.length() > span.length() && truth.length() >= span.last()) {
            truth = truth.slice(span.first() - 1, span.last());
        }
        Frames frames = Frames.pictures(annotated(pictures, truth.length(), span));
        return Sequence.of(name, frames, truth).withAttributes(attributes);
    }

    /** The pictures that the truth is about. */
    private static List<Path> annotated(List<Path> pictures, int rows, Span span) {
        if (pictures.size() <= rows || span == null) {
            return pictures;
        }
        List<Path> numbered =
                pictures.stream().filter(file -> span.contains(number(file))).toList();
        return numbered.size() == rows ? numbered : pictures;
    }

    private static int number(Path picture) {
        String digits = Folder.stem(picture).replaceAll("\\D", "");
        return digits.isEmpty() || digits.length() > 9 ? -1 : Integer.parseInt(digits);
    }

    /** Reads rows of {@code x,y,w,h}, which every layout but VOT's has. */
    static Trajectory boxes(Path file, int origin) {
        if (!Files.isRegularFile(file)) {
            throw SequenceRef.missing(file);
        }
        List<double[]> rows = NumberTable.read(file);
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).length != 4) {
                throw new TwintrackException(
                        "%s row %d has %d numbers, not x,y,w,h".formatted(file, i + 1, rows.get(i).length));
            }
        }
        if (rows.isEmpty()) {
            throw new TwintrackException("%s holds no boxes".formatted(file));
        }
        return Trajectory.of(rows, origin);
    }

    private record Span(int first, int last) {

        int length() {
            return last - first + 1;
        }

        boolean contains(int number) {
            return number >= first && number <= last;
        }
    }
}
