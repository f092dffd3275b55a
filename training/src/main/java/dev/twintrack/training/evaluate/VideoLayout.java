package dev.twintrack.training.evaluate;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Video files with a text file of the same name beside each: {@code x,y,w,h} a frame, 0-based. */
final class VideoLayout {

    private static final Set<String> ENDINGS = Set.of("mp4", "avi", "mkv", "mov", "webm", "m4v", "mpg");

    private VideoLayout() {}

    static List<SequenceRef> list(Path root) {
        List<Path> videos = Folder.files(root, VideoLayout::isVideo);
        // Without any video there are results to be scored at most.
        return videos.isEmpty()
                ? Folder.files(root, name -> name.endsWith(".txt")).stream()
                        .map(truth -> reference(Folder.stem(truth), Frames.pictures(List.of()), truth))
                        .toList()
                : videos.stream().map(VideoLayout::reference).toList();
    }

    private static SequenceRef reference(Path video) {
        String name = Folder.stem(video);
        Path truthFile = video.resolveSibling(name + ".txt");
        return new SequenceRef(name, () -> {
            Trajectory truth = OtbLayout.boxes(truthFile, 0);
            return Sequence.of(name, Frames.video(video, truth.length()), truth);
        });
    }

    private static SequenceRef reference(String name, Frames frames, Path truth) {
        return new SequenceRef(name, () -> Sequence.of(name, frames, OtbLayout.boxes(truth, 0)));
    }

    private static boolean isVideo(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0
                && !name.startsWith(".")
                && ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }
}
