package dev.twintrack.training.evaluate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The layout of LaSOT (Fan et al., CVPR 2019): {@code CLASS/CLASS-N/img/*.jpg}, {@code groundtruth.txt} (1-based), and a
 * flag a frame, on one line, in {@code full_occlusion.txt} and {@code out_of_view.txt}: the object is absent where either
 * is set. Sequences may also lie in the data set's folder itself.
 */
final class LasotLayout {

    private LasotLayout() {}

    static List<SequenceRef> list(Path root) {
        List<SequenceRef> found = new ArrayList<>();
        for (Path folder : Folder.folders(root)) {
            if (isSequence(folder)) {
                found.add(reference(folder));
            } else {
                Folder.folders(folder).stream()
                        .filter(LasotLayout::isSequence)
                        .map(LasotLayout::reference)
                        .forEach(found::add);
            }
        }
        return found;
    }

    private static boolean isSequence(Path folder) {
        return Files.isRegularFile(folder.resolve("groundtruth.txt")) || Files.isDirectory(folder.resolve("img"));
    }

    private static SequenceRef reference(Path folder) {
        return new SequenceRef(Folder.fileName(folder), () -> read(folder));
    }

    private static Sequence read(Path folder) {
        Trajectory truth = OtbLayout.boxes(folder.resolve("groundtruth.txt"), 1);
        Frames frames = Frames.pictures(Folder.pictures(folder.resolve("img")));
        BitSet visible = Sequence.finiteRows(truth);
        visible.andNot(flags(folder.resolve("full_occlusion.txt")));
        visible.andNot(flags(folder.resolve("out_of_view.txt")));
        return Sequence.of(Folder.fileName(folder), frames, truth).withVisible(visible);
    }

    private static BitSet flags(Path file) {
        return Files.isRegularFile(file) ? NumberTable.readFlags(file) : new BitSet();
    }
}
