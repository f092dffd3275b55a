package dev.twintrack.training.evaluate;

import dev.twintrack.TwintrackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Result files of one tracker, written by anybody: {@code SEQUENCE.txt}, or {@code SEQUENCE/SEQUENCE_001.txt} with a file a
 * repetition (GOT-10k, VOT), in the folder itself or below it. Names may differ from the data set's in case and in what
 * joins their parts ({@code Jogging.1}, {@code jogging-1}, {@code Jogging_1}).
 */
final class ResultFolder implements TakeSource {

    private static final int DEEPEST = 6;
    private static final Pattern REPETITION = Pattern.compile("(.+)_(\\d{3})");
    private static final Pattern TIMES = Pattern.compile("(.*[._])?times?|.*confidence.*");
    private static final Set<String> EXPERIMENTS =
            Set.of("baseline", "supervised", "unsupervised", "realtime", "longterm");

    private final String tracker;
    private final Map<String, List<Path>> files;
    private final int origin;

    private ResultFolder(String tracker, Map<String, List<Path>> files, int origin) {
        this.tracker = tracker;
        this.files = files;
        this.origin = origin;
    }

    /**
     * The trackers whose results lie in a folder: one, or one a sub-folder.
     *
     * @param origin 0 or 1: what the files' coordinates count from
     */
    static List<ResultFolder> list(Path folder, int origin) {
        if (!Files.isDirectory(folder)) {
            throw new TwintrackException("result folder %s is not a folder".formatted(folder));
        }
        Map<Path, Map<String, List<Path>>> byRoot = new TreeMap<>();
        for (Path file : textFiles(folder)) {
            String stem = Folder.stem(file);
            var repetition = REPETITION.matcher(stem);
            Path parent = file.getParent();
            String sequence = stem;
            if (repetition.matches() && key(Folder.fileName(parent)).equals(key(repetition.group(1)))) {
                sequence = repetition.group(1);
            }
            Path root = key(Folder.fileName(parent)).equals(key(sequence)) && !parent.equals(folder)
                    ? parent.getParent()
                    : parent;
            byRoot.computeIfAbsent(root, any -> new TreeMap<>())
                    .computeIfAbsent(key(sequence), any -> new ArrayList<>())
                    .add(file);
        }
        return byRoot.entrySet().stream()
                .map(entry -> new ResultFolder(name(entry.getKey()), entry.getValue(), origin))
                .toList();
    }

    private static String name(Path root) {
        Path named = root.toAbsolutePath().normalize();
        while (EXPERIMENTS.contains(Folder.fileName(named)) && named.getParent() != null) {
            named = named.getParent();
        }
        return Folder.fileName(named);
    }

    private static List<Path> textFiles(Path folder) {
        try (Stream<Path> all = Files.walk(folder, DEEPEST)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> Folder.fileName(file).endsWith(".txt"))
                    .filter(file -> !TIMES.matcher(Folder.stem(file)).matches())
                    .filter(file -> !Folder.fileName(file.getParent()).equals("times"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new TwintrackException("cannot list result folder %s".formatted(folder), e);
        }
    }

    /** A name without what spellings differ in. */
    static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.\\s]+", ".");
    }

    @Override
    public String tracker() {
        return tracker;
    }

    @Override
    public List<Take> takes(Sequence sequence, IntConsumer frames) {
        List<Path> found = Optional.ofNullable(files.get(key(sequence.name())))
                .orElseThrow(() -> new TwintrackException(
                        "no result file for sequence %s among those of %s".formatted(sequence.name(), tracker)));
        return found.stream().map(this::read).toList();
    }

    private Take read(Path file) {
        List<double[]> rows = NumberTable.read(file);
        double[] none = new double[rows.size()];
        Arrays.fill(none, Double.NaN);
        return new Take(Trajectory.of(rows, origin), none, none);
    }
}
