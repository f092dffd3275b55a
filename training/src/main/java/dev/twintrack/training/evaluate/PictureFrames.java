package dev.twintrack.training.evaluate;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import dev.twintrack.Frame;
import dev.twintrack.TwintrackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Picture files, decoded to 8-bit BGR by OpenCV, as the trackers that data sets are published with see them. */
record PictureFrames(List<Path> files) implements Frames {

    PictureFrames {
        files = List.copyOf(files);
    }

    @Override
    public int count() {
        return files.size();
    }

    @Override
    public FrameReader open() {
        return index -> decode(files.get(index));
    }

    @Override
    public Optional<Size> size() {
        return files.isEmpty() ? Optional.empty() : headerSize(files.get(0));
    }

    private static Frame decode(Path file) {
        byte[] encoded;
        try {
            encoded = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new TwintrackException("cannot read picture %s".formatted(file), e);
        }
        if (encoded.length == 0) {
            throw new TwintrackException("picture %s is empty".formatted(file));
        }
        try (BytePointer bytes = new BytePointer(encoded);
                Mat buffer = new Mat(1, encoded.length, org.bytedeco.opencv.global.opencv_core.CV_8UC1, bytes);
                Mat mat = imdecode(buffer, IMREAD_COLOR | IMREAD_IGNORE_ORIENTATION)) {
            if (mat == null || mat.empty()) {
                throw new TwintrackException("cannot decode picture %s: is it damaged?".formatted(file));
            }
            byte[] bgr = new byte[mat.rows() * mat.cols() * 3];
            mat.data().get(bgr);
            return Frame.wrapBgr(mat.cols(), mat.rows(), bgr);
        }
    }

    private static Optional<Size> headerSize(Path file) {
        try (ImageInputStream stream = ImageIO.createImageInputStream(file.toFile())) {
            if (stream == null) {
                return Optional.empty();
            }
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(stream);
                return Optional.of(new Size(reader.getWidth(0), reader.getHeight(0)));
            } finally {
                reader.dispose();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
