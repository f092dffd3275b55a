package dev.twintrack.training.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Pictures and videos that nobody annotated, in a folder and those below it; targets are found when they are prepared. */
final class PlainFiles {

    private PlainFiles() {}

    static List<Sequence> pictures(Path root, Skips skips) {
        return DataFiles.below(root, file -> Files.isRegularFile(file) && DataFiles.isPicture(file)).stream()
                .map(file ->
                        Sequence.unlabelled(DataFiles.slashes(root.relativize(file)), Footage.pictures(List.of(file))))
                .toList();
    }

    static List<Sequence> videos(Path root, Skips skips) {
        return DataFiles.below(root, file -> Files.isRegularFile(file) && DataFiles.isVideo(file)).stream()
                .map(file -> Sequence.unlabelled(
                        DataFiles.slashes(root.relativize(file)), Footage.video(file, TrackFinder.MOST_FRAMES)))
                .toList();
    }
}
