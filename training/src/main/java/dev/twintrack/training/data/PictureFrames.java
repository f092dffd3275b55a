package dev.twintrack.training.data;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imread;

import dev.twintrack.Frame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import org.bytedeco.opencv.opencv_core.Mat;

/** Picture files as frames. Orientation tags are ignored, since annotations count the stored pixels. */
record PictureFrames(List<Path> files) implements FrameSource {

    PictureFrames {
        files = List.copyOf(files);
    }

    @Override
    public int read(NavigableSet<Integer> wanted, Visitor visitor) {
        int visited = 0;
        for (int index : wanted) {
            if (index < 0 || index >= files.size() || !Files.isReadable(files.get(index))) {
                continue;
            }
            try (Mat picture = imread(files.get(index).toString(), IMREAD_COLOR | IMREAD_IGNORE_ORIENTATION)) {
                if (picture.empty()) {
                    continue;
                }
                byte[] bgr = new byte[picture.rows() * picture.cols() * 3];
                picture.data().get(bgr);
                visitor.frame(index, Frame.wrapBgr(picture.cols(), picture.rows(), bgr));
                visited++;
            }
        }
        return visited;
    }

    @Override
    public boolean moving() {
        return files.size() > 1;
    }

    @Override
    public String describe() {
        return files.isEmpty() ? "no pictures" : files.get(0).toString();
    }
}
