package dev.twintrack.training.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Video files with a text file of the same name beside each: {@code x,y,w,h} a frame, 0-based. */
final class VideoLayout {

    private static final Set<String> ENDINGS = Set.of("mp4", "avi", "mkv", "mov", "webm", "m4v", "mpg");

    private VideoLayout() {}

    static List<SequenceRef> list(Path root) {
        List<SequenceRef> found = new ArrayList<>();
        for (Path video : Folder.files(root, VideoLayout::isVideo)) {
            String name = Folder.stem(video);
            Path truth = root.resolve(name + ".txt");
            found.add(new SequenceRef(name, () -> read(name, video, truth)));
        }
        return found;
    }

    private static Sequence read(String name, Path video, Path truthFile) {
        Trajectory truth = OtbLayout.boxes(truthFile, 0);
        return Sequence.of(name, Frames.video(video, truth.length()), truth);
    }

    private static boolean isVideo(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0
                && !name.startsWith(".")
                && ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }
}
