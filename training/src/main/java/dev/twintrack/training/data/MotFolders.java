package dev.twintrack.training.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** MOTChallenge as published: {@code SEQUENCE/img1/*.jpg} with {@code SEQUENCE/gt/gt.txt}. */
final class MotFolders {

    private MotFolders() {}

    static List<Sequence> read(Path root, Skips skips) {
        List<Sequence> sequences = new ArrayList<>();
        for (Path folder : DataFiles.list(root, Files::isDirectory)) {
            Path truth = folder.resolve("gt").resolve("gt.txt");
            if (Files.exists(truth)) {
                List<Path> pictures = DataFiles.list(folder.resolve("img1"), DataFiles::isPicture);
                sequences.add(Sequence.of(
                        DataFiles.name(folder), Footage.pictures(pictures), MotRows.tracks(truth, "", skips)));
            } else {
                skips.add("annotation missing");
            }
        }
        return sequences;
    }
}
