package dev.twintrack.training.evaluate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The layout of GOT-10k (Huang, Zhao, Huang, PAMI 2019): a folder a sequence with {@code 00000001.jpg} and so on,
 * {@code groundtruth.txt}, and a flag a frame in {@code cover.label} (0 to 8 eighths in sight) or, failing that,
 * {@code absence.label}. The data set's folder is one of its parts, or holds the part {@code val}.
 */
final class Got10kLayout {

    private static final Pattern RESOLUTION = Pattern.compile("resolution:\\s*\\(?\\s*(\\d+)\\s*,\\s*(\\d+)\\s*\\)?");

    private Got10kLayout() {}

    static List<SequenceRef> list(Path root) {
        Path part = Files.isDirectory(root.resolve("val")) ? root.resolve("val") : root;
        return Folder.folders(part).stream()
                .filter(folder -> Files.isRegularFile(folder.resolve("groundtruth.txt"))
                        || !Folder.pictures(folder).isEmpty())
                .map(folder -> new SequenceRef(Folder.fileName(folder), () -> read(folder)))
                .toList();
    }

    private static Sequence read(Path folder) {
        Trajectory truth = OtbLayout.boxes(folder.resolve("groundtruth.txt"), 0);
        Frames frames = Frames.pictures(Folder.pictures(folder));
        Sequence sequence = Sequence.of(Folder.fileName(folder), frames, truth);
        return sequence.withVisible(visible(folder, truth))
                .withSize(resolution(folder).or(sequence::size));
    }

    private static BitSet visible(Path folder, Trajectory truth) {
        Path cover = folder.resolve("cover.label");
        if (Files.isRegularFile(cover)) {
            return NumberTable.readFlags(cover);
        }
        BitSet visible = Sequence.finiteRows(truth);
        Path absence = folder.resolve("absence.label");
        if (Files.isRegularFile(absence)) {
            visible.andNot(NumberTable.readFlags(absence));
        }
        return visible;
    }

    private static Optional<Frames.Size> resolution(Path folder) {
        Path meta = folder.resolve("meta_info.ini");
        if (!Files.isRegularFile(meta)) {
            return Optional.empty();
        }
        Matcher matcher = RESOLUTION.matcher(String.join("\n", NumberTable.lines(meta)));
        return matcher.find()
                ? Optional.of(new Frames.Size(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }
}
