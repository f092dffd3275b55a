package dev.twintrack.streams;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imread;

import dev.twintrack.Frame;
import dev.twintrack.TwintrackException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The pictures of a folder in the order of their names, as frames of a film of 25 a second. Numbers within names count
 * by their value ({@code 9.jpg} before {@code 10.jpg}). Pictures may differ in size.
 */
final class ImageFolderSource implements FrameSource {

    private static final double FRAMES_PER_SECOND = 25;
    private static final Pattern PICTURE =
            Pattern.compile(".*\\.(jpe?g|png|bmp|webp|tiff?|p[bgpn]m)", Pattern.CASE_INSENSITIVE);

    private final Path folder;
    private final List<Path> pictures;
    private final long first;
    private final InstantSource clock;
    private int taken;
    private long undecodable;

    private ImageFolderSource(Path folder, List<Path> pictures, long first, InstantSource clock) {
        this.folder = folder;
        this.pictures = pictures;
        this.first = first;
        this.clock = clock;
    }

    static ImageFolderSource open(Path folder, SourceOptions options) {
        List<Path> all = pictures(folder);
        if (all.isEmpty()) {
            throw new TwintrackException(
                    "there are no pictures in folder %s: put jpg, png, bmp, webp, tiff or ppm files there"
                            .formatted(folder));
        }
        if (options.startFrame() >= all.size()) {
            throw new TwintrackException("%s has %d frames: there is no frame %d to start at"
                    .formatted(folder, all.size(), options.startFrame()));
        }
        List<Path> wanted = all.subList((int) options.startFrame(), all.size());
        return new ImageFolderSource(folder, wanted, options.startFrame(), options.clock());
    }

    @Override
    public SourceInfo info() {
        return new SourceInfo(
                folder.toString(), OptionalLong.of(pictures.size()), OptionalDouble.of(FRAMES_PER_SECOND), false);
    }

    @Override
    public Optional<TimedFrame> next() {
        while (taken < pictures.size()) {
            long index = first + taken;
            Optional<Frame> frame = read(pictures.get(taken++));
            if (frame.isPresent()) {
                Duration time = Duration.ofNanos(Math.round(index / FRAMES_PER_SECOND * 1e9));
                return Optional.of(new TimedFrame(frame.get(), index, time, clock.instant()));
            }
            undecodable++;
        }
        return Optional.empty();
    }

    @Override
    public SourceLosses losses() {
        return new SourceLosses(undecodable, 0);
    }

    @Override
    public void close() {}

    private static List<Path> pictures(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            PICTURE.matcher(file.getFileName().toString()).matches())
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted((a, b) -> NaturalOrder.compare(
                            a.getFileName().toString(), b.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new TwintrackException("cannot list folder %s: %s".formatted(folder, e.getMessage()), e);
        }
    }

    /** The JDK reads common pictures without natives to be loaded first; OpenCV reads the rest. */
    private static Optional<Frame> read(Path file) {
        try {
            BufferedImage image = ImageIO.read(file.toFile());
            if (image != null) {
                return Optional.of(Frame.of(image));
            }
        } catch (IOException | RuntimeException e) {
            // A kind that the JDK does not know, or a damaged one: OpenCV decides.
        }
        try (Mat mat = imread(file.toString(), IMREAD_COLOR | IMREAD_IGNORE_ORIENTATION)) {
            if (mat.empty()) {
                return Optional.empty();
            }
            byte[] bgr = new byte[mat.rows() * mat.cols() * 3];
            mat.data().get(bgr);
            return Optional.of(Frame.wrapBgr(mat.cols(), mat.rows(), bgr));
        }
    }
}
