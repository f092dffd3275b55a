package dev.twintrack.training.evaluate;

import dev.twintrack.TwintrackException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The layout of the VOT challenges: a folder a sequence with {@code groundtruth.txt} (a rectangle, a polygon, or the window
 * of a mask a frame), pictures in {@code color/} or beside the truth, a file a tag ({@code occlusion.tag}) with a flag a
 * frame, {@code anchor.value} since 2020. {@code list.txt} names the sequences where there is one; since 2020 all lies in
 * {@code sequences/}.
 */
final class VotLayout {

    /** The tag of frames that have no other. */
    static final String EMPTY = "empty";

    /** Frames to start a multi-start run from, forwards. */
    static final String ANCHOR_FORWARD = "anchor+";

    /** Frames to start a multi-start run from, backwards. */
    static final String ANCHOR_BACKWARD = "anchor-";

    private static final Pattern PROPERTY = Pattern.compile("(width|height)\\s*=\\s*(\\d+)");

    private VotLayout() {}

    static List<SequenceRef> list(Path root) {
        Path folder = Files.isDirectory(root.resolve("sequences")) ? root.resolve("sequences") : root;
        Path list = folder.resolve("list.txt");
        List<Path> folders = Files.isRegularFile(list)
                ? NumberTable.lines(list).stream()
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .map(folder::resolve)
                        .toList()
                : Folder.folders(folder).stream()
                        .filter(one -> Files.isRegularFile(one.resolve("groundtruth.txt"))
                                || !pictures(one).isEmpty())
                        .toList();
        return folders.stream()
                .map(one -> new SequenceRef(Folder.fileName(one), () -> read(one)))
                .toList();
    }

    private static Sequence read(Path folder) {
        Trajectory truth = regions(folder.resolve("groundtruth.txt"));
        Frames frames = Frames.pictures(pictures(folder));
        Sequence sequence = Sequence.of(Folder.fileName(folder), frames, truth);
        Map<String, BitSet> tags = tags(folder, truth.length());
        Set<String> attributes = new LinkedHashSet<>(tags.keySet());
        anchors(folder).forEach(tags::put);
        return sequence.withSize(size(folder).or(sequence::size))
                .withAttributes(attributes)
                .withTags(tags);
    }

    private static List<Path> pictures(Path folder) {
        List<Path> color = Folder.pictures(folder.resolve("color"));
        return color.isEmpty() ? Folder.pictures(folder) : color;
    }

    /** Rectangles and polygons as they are; of a mask ({@code mX,Y,W,H,...}) the window that it fills. */
    private static Trajectory regions(Path file) {
        if (!Files.isRegularFile(file)) {
            throw SequenceRef.missing(file);
        }
        List<double[]> rows = new ArrayList<>();
        int number = 0;
        for (String line : NumberTable.lines(file)) {
            number++;
            String text = line.strip();
            boolean mask = text.startsWith("m");
            if (!text.isEmpty()) {
                double[] row = NumberTable.parse(mask ? text.substring(1) : text, file, number);
                rows.add(mask ? Arrays.copyOf(row, 4) : row.length < 4 ? Trajectory.nothing() : row);
            }
        }
        if (rows.isEmpty()) {
            throw new TwintrackException("%s holds no regions".formatted(file));
        }
        return Trajectory.of(rows, 0);
    }

    private static Optional<Frames.Size> size(Path folder) {
        Path properties = folder.resolve("sequence");
        if (!Files.isRegularFile(properties)) {
            return Optional.empty();
        }
        OptionalInt width = OptionalInt.empty();
        OptionalInt height = OptionalInt.empty();
        for (String line : NumberTable.lines(properties)) {
            Matcher matcher = PROPERTY.matcher(line.strip());
            if (matcher.matches() && matcher.group(1).equals("width")) {
                width = OptionalInt.of(Integer.parseInt(matcher.group(2)));
            } else if (matcher.matches()) {
                height = OptionalInt.of(Integer.parseInt(matcher.group(2)));
            }
        }
        return width.isPresent() && height.isPresent()
                ? Optional.of(new Frames.Size(width.getAsInt(), height.getAsInt()))
                : Optional.empty();
    }

    private static Map<String, BitSet> tags(Path folder, int length) {
        Map<String, BitSet> tags = new LinkedHashMap<>();
        BitSet untagged = new BitSet();
        untagged.set(0, length);
        for (Path file : Folder.files(folder, name -> name.endsWith(".tag") || name.endsWith(".label"))) {
            BitSet flags = NumberTable.readFlags(file);
            if (!flags.isEmpty()) {
                tags.put(Folder.stem(file), flags);
                untagged.andNot(flags);
            }
        }
        if (!tags.isEmpty() && !untagged.isEmpty()) {
            tags.put(EMPTY, untagged);
        }
        return tags;
    }

    private static Map<String, BitSet> anchors(Path folder) {
        Path file = folder.resolve("anchor.value");
        if (!Files.isRegularFile(file)) {
            return Map.of();
        }
        double[] values = NumberTable.readFlat(file);
        BitSet forward = new BitSet();
        BitSet backward = new BitSet();
        for (int i = 0; i < values.length; i++) {
            forward.set(i, values[i] > 0);
            backward.set(i, values[i] < 0);
        }
        return Map.of(ANCHOR_FORWARD, forward, ANCHOR_BACKWARD, backward);
    }
}
