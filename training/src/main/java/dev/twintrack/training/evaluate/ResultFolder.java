package dev.twintrack.training.evaluate;

import dev.twintrack.TwintrackException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Result files of one tracker, written by anybody: {@code SEQUENCE.txt}, or {@code SEQUENCE/SEQUENCE_001.txt} with a file a
 * repetition (GOT-10k, VOT), in the folder itself or somewhere below it. Names may differ from the data set's in case and
 * in what joins their parts ({@code Jogging.1}, {@code jogging-1}, {@code Jogging_1}).
 */
final class ResultFolder implements TakeSource {

    private static final Pattern REPETITION = Pattern.compile("(.+)_(\\d{3}|\\d{8})");
    private static final Pattern DATA_SET = Pattern.compile("(?i)(otb|tb-?\\d|cvpr13|got-?10k|lasot|uav|vot).*");
    private static final Set<String> EXPERIMENTS =
            Set.of("baseline", "supervised", "unsupervised", "realtime", "longterm", "tre", "sre");

    private final String tracker;
    private final Map<String, List<Path>> files;
    private final Origin origin;

    private ResultFolder(String tracker, Map<String, List<Path>> files, Origin origin) {
        this.tracker = tracker;
        this.files = files;
        this.origin = origin;
    }

    /**
     * The trackers whose results lie in a folder: one, or one a sub-folder.
     *
     * @param protocol says which experiment is wanted, where a folder holds several
     * @param sequences the data set; other files are passed over
     * @param declaredOrigin 0 or 1: what the files' coordinates count from, as far as they do not show it themselves
     * @throws TwintrackException when there is no folder, or no result in it for any sequence
     */
    static List<ResultFolder> list(Path folder, Protocol<?> protocol, List<SequenceRef> sequences, int declaredOrigin) {
        if (!Files.isDirectory(folder)) {
            throw new TwintrackException("result folder %s is not a folder".formatted(folder));
        }
        Path top = folder.toAbsolutePath().normalize();
        Map<String, String> names = sequences.stream()
                .collect(Collectors.toMap(one -> key(one.name()), SequenceRef::name, (first, second) -> first));
        Map<Path, Map<String, Map<String, List<Path>>>> trackers = new TreeMap<>();
        for (Path file : Folder.textFilesBelow(top)) {
            sequence(file, names).ifPresent(sequence -> {
                Path root = root(file, sequence, top);
                String experiment = EXPERIMENTS.contains(Folder.fileName(root)) ? Folder.fileName(root) : "";
                Path home = !experiment.isEmpty() && !root.equals(top) ? root.getParent() : root;
                trackers.computeIfAbsent(home, any -> new TreeMap<>())
                        .computeIfAbsent(experiment, any -> new TreeMap<>())
                        .computeIfAbsent(sequence, any -> new ArrayList<>())
                        .add(file);
            });
        }
        if (trackers.isEmpty()) {
            throw new TwintrackException("no file in %s is named like a sequence of the data set (such as %s.txt)"
                    .formatted(folder, sequences.get(0).name()));
        }
        return trackers.entrySet().stream()
                .map(entry -> {
                    Map<String, List<Path>> chosen = chosen(entry.getValue(), protocol.experiment());
                    Origin origin = Origin.of(chosen, sequences, declaredOrigin);
                    return new ResultFolder(name(entry.getKey(), top), chosen, origin);
                })
                .toList();
    }

    /** The sequence that a file is a result of. */
    private static Optional<String> sequence(Path file, Map<String, String> names) {
        String stem = Folder.stem(file);
        String exact = names.get(key(stem));
        Matcher repetition = REPETITION.matcher(stem);
        if (exact == null && repetition.matches()) {
            exact = names.get(key(repetition.group(1)));
        }
        return Optional.ofNullable(exact);
    }

    private static Path root(Path file, String sequence, Path top) {
        Path parent = file.getParent();
        boolean ownFolder = !parent.equals(top) && key(Folder.fileName(parent)).equals(key(sequence));
        return ownFolder ? parent.getParent() : parent;
    }

    private static Map<String, List<Path>> chosen(
            Map<String, Map<String, List<Path>>> experiments, Optional<String> wanted) {
        List<String> order = wanted.map(name -> List.of(name, "supervised", ""))
                .orElse(List.of("", "unsupervised", "baseline", "longterm"));
        return order.stream()
                .filter(experiments::containsKey)
                .findFirst()
                .map(experiments::get)
                .orElseGet(() -> experiments.values().iterator().next());
    }

    private static String name(Path home, Path top) {
        Path named = home;
        while (!named.equals(top) && DATA_SET.matcher(Folder.fileName(named)).matches()) {
            named = named.getParent();
        }
        return Folder.fileName(named);
    }

    /** A name without what spellings differ in; Human4's only object is called its second by some. */
    static String key(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[-_.\\s]+", ".");
        return plain.equals("human4.2") ? "human4" : plain;
    }

    @Override
    public String tracker() {
        return tracker;
    }

    /** What was found out about the files as a whole. */
    @Override
    public List<String> notes() {
        return origin.note().stream().toList();
    }

    @Override
    public List<Take> takes(Sequence sequence, IntConsumer frames) {
        List<Path> found = files.get(sequence.name());
        if (found == null) {
            throw new TwintrackException(
                    "no result file for sequence %s among those of %s".formatted(sequence.name(), tracker));
        }
        List<Take> takes = new ArrayList<>();
        for (int repetition = 0; repetition < found.size(); repetition++) {
            takes.add(new ResultFile(found.get(repetition)).read(repetition, origin.value()));
        }
        frames.accept(sequence.length() - 1);
        return takes;
    }
}
