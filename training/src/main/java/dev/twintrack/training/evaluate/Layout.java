package dev.twintrack.training.evaluate;

import dev.twintrack.TwintrackException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** How a data set lies on the disk. Each is read as its authors publish it, without any preparation. */
public enum Layout {
    /** OTB-2013, OTB-2015: {@code SEQUENCE/img/*.jpg}, {@code SEQUENCE/groundtruth_rect.txt}, 1-based. */
    OTB(OtbLayout::list),
    /** GOT-10k: {@code SEQUENCE/*.jpg}, {@code groundtruth.txt}, {@code cover.label}, {@code absence.label}. */
    GOT10K(Got10kLayout::list),
    /** LaSOT: {@code CLASS/SEQUENCE/img/*.jpg}, {@code groundtruth.txt}, two files of absence flags, 1-based. */
    LASOT(LasotLayout::list),
    /** UAV123 and UAV20L: {@code anno/UAV123/SEQUENCE.txt}, {@code data_seq/UAV123/FOLDER/*.jpg}, 1-based. */
    UAV123(Uav123Layout::list),
    /** VOT, up to 2019 and since 2020: {@code SEQUENCE/color/*.jpg}, {@code groundtruth.txt} of polygons or boxes. */
    VOT(VotLayout::list),
    /** {@code NAME.mp4} beside {@code NAME.txt}: a box a frame, 0-based, {@code nan} where the object is absent. */
    VIDEO(VideoLayout::list);

    private final Function<Path, List<SequenceRef>> reader;

    Layout(Function<Path, List<SequenceRef>> reader) {
        this.reader = reader;
    }

    /** The name on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The sequences of a data set in the order of their names; none of them is read yet.
     *
     * @throws TwintrackException when the folder is missing or holds no sequence of this layout
     */
    public List<SequenceRef> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new TwintrackException("data set %s is not a folder".formatted(folder));
        }
        List<SequenceRef> found = reader.apply(folder);
        if (found.isEmpty()) {
            throw new TwintrackException("no %s sequences in %s: is it another --layout?".formatted(label(), folder));
        }
        return found;
    }
}
