package dev.twintrack.training.data;

import dev.twintrack.Box;
import dev.twintrack.Frame;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import javax.imageio.ImageIO;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Java2DFrameConverter;

/** Small data sets on disk whose every pixel the tests know: red objects, green neighbours, blue-grey noise behind. */
final class Fixture {

    /** Quiet: hears nothing. */
    static final CropStore.Progress SILENT = new CropStore.Progress() {
        @Override
        public void done(String dataset, int sequences, int total) {}

        @Override
        public void unread(Skips skips) {}
    };

    static final long PLENTY = 1L << 30;

    private Fixture() {}

    /** Noise between black and a dark blue grey, with filled rectangles on it. */
    static BufferedImage scene(int width, int height, long seed, List<Box> red, List<Box> green) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        SplittableRandom random = new SplittableRandom(seed);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int grey = random.nextInt(60);
                image.setRGB(x, y, grey << 16 | grey << 8 | grey + 20);
            }
        }
        fill(image, red, Color.RED);
        fill(image, green, Color.GREEN);
        return image;
    }

    private static void fill(BufferedImage image, List<Box> boxes, Color colour) {
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(colour);
        boxes.forEach(b -> graphics.fillRect((int) b.x(), (int) b.y(), (int) b.width(), (int) b.height()));
        graphics.dispose();
    }

    static void png(Path file, BufferedImage image) throws IOException {
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }

    /** One line of VOC, with the 1-based corners that VOC has. */
    static String vocObject(String label, Box box) {
        return String.format(
                Locale.ROOT,
                "<object><name>%s</name><bndbox><xmin>%s</xmin><ymin>%s</ymin><xmax>%s</xmax><ymax>%s</ymax></bndbox>"
                        + "</object>",
                label,
                box.x() + 1,
                box.y() + 1,
                box.right(),
                box.bottom());
    }

    static void voc(Path root, String name, String objects) throws IOException {
        Files.createDirectories(root.resolve("Annotations"));
        Files.createDirectories(root.resolve("JPEGImages"));
        Files.writeString(
                root.resolve("Annotations").resolve(name + ".xml"), "<annotation>" + objects + "</annotation>");
    }

    /** A still with a red object and, where given, a green one of the same class beside it. */
    static void still(Path root, String name, int width, int height, Box red, Optional<Box> green) throws IOException {
        voc(
                root,
                name,
                vocObject("thing", red)
                        + green.map(box -> vocObject("thing", box)).orElse(""));
        BufferedImage image = scene(
                width, height, name.hashCode(), List.of(red), green.stream().toList());
        png(root.resolve("JPEGImages").resolve(name + ".png"), image);
    }

    /** Records a video without loss. */
    static void video(Path file, int frames, int width, int height, IntFunction<BufferedImage> frame)
            throws IOException {
        Files.createDirectories(file.getParent());
        avutil.av_log_set_level(avutil.AV_LOG_ERROR);
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), width, height);
                Java2DFrameConverter converter = new Java2DFrameConverter()) {
            recorder.setFormat("matroska");
            recorder.setVideoCodec(avcodec.AV_CODEC_ID_FFV1);
            recorder.setPixelFormat(avutil.AV_PIX_FMT_BGR0);
            recorder.setFrameRate(25);
            recorder.start();
            for (int i = 0; i < frames; i++) {
                recorder.record(converter.convert(frame.apply(i)), avutil.AV_PIX_FMT_BGR24);
            }
        }
    }

    /** A clip in which a red object moves to the right by {@code step} pixels a frame, and a green one stays. */
    static void clip(Path folder, String name, int frames, int step) throws IOException {
        Box green = new Box(20, 20, 24, 24);
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < frames; i++) {
            Box red = red(i, step);
            rows.append(
                    "%d,7,%s,%s,%s,%s,1,-1,-1%n".formatted(i + 1, red.x() + 1, red.y() + 1, red.width(), red.height()));
            rows.append("%d,9,%s,%s,%s,%s,1,-1,-1%n"
                    .formatted(i + 1, green.x() + 1, green.y() + 1, green.width(), green.height()));
        }
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name + ".gt.txt"), rows);
        video(
                folder.resolve(name + ".mkv"),
                frames,
                320,
                240,
                i -> scene(320, 240, name.hashCode(), List.of(red(i, step)), List.of(green)));
    }

    /** Where the red object of a clip is. */
    static Box red(int frame, int step) {
        return new Box(80 + step * frame, 100, 32, 24);
    }

    static CropStore store(Path folder, DataSource... sources) {
        CropStore.prepare(folder, List.of(sources), StoreOptions.defaults(), Optional.empty(), PLENTY, SILENT);
        return CropStore.open(folder);
    }

    /** The bounds of the pixels of a crop that are more red (or green) than anything else. */
    static Optional<Box> coloured(float[] bgr, int offset, int size, boolean red) {
        int plane = size * size;
        int left = size;
        int top = size;
        int right = -1;
        int bottom = -1;
        for (int i = 0; i < plane; i++) {
            float r = bgr[offset + 2 * plane + i];
            float g = bgr[offset + plane + i];
            if (red ? r - g > 80 : g - r > 80) {
                left = Math.min(left, i % size);
                right = Math.max(right, i % size);
                top = Math.min(top, i / size);
                bottom = Math.max(bottom, i / size);
            }
        }
        return right < 0 ? Optional.empty() : Optional.of(new Box(left, top, right + 1 - left, bottom + 1 - top));
    }

    /** No change of look, no look-alikes, no occlusion. */
    static Appearance untouched() {
        return new Appearance(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0);
    }

    static PairOptions options(double negatives, Motion motion, Filling filling, Share... shares) {
        return new PairOptions(
                63, 127, 127.0 / 63, false, List.of(shares), 0, negatives, motion, untouched(), filling, filling);
    }

    static Frame frame(BufferedImage image) {
        return Frame.of(image);
    }
}
