package dev.twintrack.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.twintrack.TwintrackException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import javax.imageio.ImageIO;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files and folders as sources, with real videos written by the recorder. */
class FrameSourceTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"clip.mp4", "clip.avi"})
    void videoIsReadBackFrameByFrame(String name) {
        Path clip = Clip.write(folder.resolve(name), 50);
        try (FrameSource source = FrameSource.open(clip.toString(), SourceOptions.defaults())) {
            assertThat(source.info())
                    .isEqualTo(new SourceInfo(
                            clip.toString(), OptionalLong.of(50), OptionalDouble.of(Clip.FRAMES_PER_SECOND), false));
            List<TimedFrame> frames = drain(source);
            assertThat(frames).hasSize(50);
            for (int i = 0; i < 50; i++) {
                assertThat(frames.get(i).index()).isEqualTo(i);
                assertThat(frames.get(i).mediaTime()).isEqualTo(Duration.ofMillis(40L * i));
                assertThat(Clip.difference(frames.get(i).frame(), Clip.image(i)))
                        .isLessThan(6);
            }
            assertThat(source.losses()).isEqualTo(SourceLosses.NONE);
        }
    }

    @Test
    void framesOfTheClipDifferEnoughForTheTestAboveToSeeAShift() {
        assertThat(Clip.difference(dev.twintrack.Frame.of(Clip.image(7)), Clip.image(9)))
                .isGreaterThan(1);
    }

    @Test
    void everyFrameHasPixelsOfItsOwn() {
        Path clip = Clip.write(folder.resolve("clip.mp4"), 3);
        try (FrameSource source = FrameSource.open(clip.toString(), SourceOptions.defaults())) {
            TimedFrame first = source.next().orElseThrow();
            byte[] before = first.frame().bgr().clone();
            source.next();
            assertThat(first.frame().bgr()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @CsvSource({"31, 23", "33, 47", "101, 64"})
    void picturesOfAwkwardWidthsAreNotSheared(int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, x < width / 2 ? 0x2040C0 : 0xE0C040);
            }
        }
        Path picture = folder.resolve("halves.png");
        ImageIO.write(image, "png", picture.toFile());
        try (FrameSource source = FrameSource.open(picture.toString(), SourceOptions.defaults())) {
            assertThat(Clip.difference(source.next().orElseThrow().frame(), image))
                    .isZero();
        }
    }

    @Test
    void startFrameAndMaxFramesCutAPieceOut() {
        Path clip = Clip.write(folder.resolve("clip.mp4"), 40);
        SourceOptions options = SourceOptions.defaults().withStartFrame(30).withMaxFrames(5);
        try (FrameSource source = FrameSource.open(clip.toString(), options)) {
            assertThat(source.info().frameCount()).hasValue(5);
            List<TimedFrame> frames = drain(source);
            assertThat(frames).extracting(TimedFrame::index).containsExactly(30L, 31L, 32L, 33L, 34L);
            assertThat(frames.get(0).mediaTime()).isEqualTo(Duration.ofMillis(1200));
            assertThat(Clip.difference(frames.get(0).frame(), Clip.image(30))).isLessThan(6);
        }
    }

    @Test
    void startFrameBehindTheEndIsAFault() {
        Path clip = Clip.write(folder.resolve("clip.mp4"), 10);
        assertFault(clip.toString(), SourceOptions.defaults().withStartFrame(10), "has 10 frames");
    }

    @Test
    void framesThatCannotBeDecodedAreCountedAndSkipped() throws IOException {
        Path clip = Clip.write(folder.resolve("clip.avi"), 30);
        byte[] bytes = Files.readAllBytes(clip);
        List<Integer> pictures = new ArrayList<>();
        for (int i = 0; i + 1 < bytes.length; i++) {
            if ((bytes[i] & 0xff) == 0xff && (bytes[i + 1] & 0xff) == 0xd8) {
                pictures.add(i);
            }
        }
        assertThat(pictures).hasSize(30);
        for (int i = pictures.get(12); i < pictures.get(13) - 8; i++) {
            bytes[i] = 0;
        }
        Files.write(clip, bytes);
        try (FrameSource source = FrameSource.open(clip.toString(), SourceOptions.defaults())) {
            List<TimedFrame> frames = drain(source);
            assertThat(frames).hasSize(29);
            assertThat(source.losses().undecodable()).isEqualTo(1);
            assertThat(frames.get(28).index()).isEqualTo(29);
        }
    }

    @Test
    void videoThatAsksToBeTurnedIsTurned() throws Exception {
        Path clip = folder.resolve("turned.mp4");
        ByteBuffer pixels = ByteBuffer.allocateDirect(3 * Clip.WIDTH * Clip.HEIGHT);
        pixels.put(dev.twintrack.Frame.of(Clip.image(0)).bgr());
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(clip.toFile(), Clip.WIDTH, Clip.HEIGHT)) {
            recorder.setFormat("mp4");
            recorder.setVideoCodec(avcodec.AV_CODEC_ID_MPEG4);
            recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
            recorder.setVideoQuality(2);
            // JavaCV counts counter-clockwise.
            recorder.setDisplayRotation(-90);
            recorder.start();
            recorder.recordImage(
                    Clip.WIDTH, Clip.HEIGHT, Frame.DEPTH_UBYTE, 3, 3 * Clip.WIDTH, avutil.AV_PIX_FMT_BGR24, pixels);
            recorder.stop();
        }
        BufferedImage upright = new BufferedImage(Clip.HEIGHT, Clip.WIDTH, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < Clip.HEIGHT; y++) {
            for (int x = 0; x < Clip.WIDTH; x++) {
                upright.setRGB(Clip.HEIGHT - 1 - y, x, Clip.image(0).getRGB(x, y));
            }
        }
        try (FrameSource source = FrameSource.open(clip.toString(), SourceOptions.defaults())) {
            assertThat(Clip.difference(source.next().orElseThrow().frame(), upright))
                    .isLessThan(6);
        }
    }

    @Test
    void folderIsReadInTheOrderOfItsNamesWithNumbersByValue() throws IOException {
        for (int i : new int[] {10, 2, 1, 9}) {
            ImageIO.write(Clip.image(i), "png", folder.resolve("f" + i + ".png").toFile());
        }
        Files.writeString(folder.resolve("notes.txt"), "not a picture");
        try (FrameSource source = FrameSource.open(folder.toString(), SourceOptions.defaults())) {
            assertThat(source.info().frameCount()).hasValue(4);
            List<TimedFrame> frames = drain(source);
            assertThat(frames).extracting(TimedFrame::index).containsExactly(0L, 1L, 2L, 3L);
            int[] expected = {1, 2, 9, 10};
            for (int i = 0; i < 4; i++) {
                assertThat(Clip.difference(frames.get(i).frame(), Clip.image(expected[i])))
                        .isZero();
            }
        }
    }

    @Test
    void pictureThatCannotBeDecodedIsCountedAndSkipped() throws IOException {
        ImageIO.write(Clip.image(0), "png", folder.resolve("1.png").toFile());
        Files.writeString(folder.resolve("2.png"), "no picture at all");
        ImageIO.write(Clip.image(2), "png", folder.resolve("3.png").toFile());
        try (FrameSource source = FrameSource.open(folder.toString(), SourceOptions.defaults())) {
            assertThat(drain(source)).extracting(TimedFrame::index).containsExactly(0L, 2L);
            assertThat(source.losses().undecodable()).isEqualTo(1);
        }
    }

    @Test
    void missingFileIsAFaultThatNamesIt() {
        assertFault(folder.resolve("nothing.mp4").toString(), SourceOptions.defaults(), "nothing.mp4", "no file");
    }

    @Test
    void textFileCalledVideoIsAFaultThatNamesIt() throws IOException {
        Path text = Files.writeString(folder.resolve("text.mp4"), "I am not a video.\n".repeat(100));
        assertFault(
                text.toString(),
                SourceOptions.defaults(),
                "text.mp4 as video (Invalid data found when processing input): check it");
    }

    @Test
    void emptyFileIsAFaultThatNamesIt() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.mp4"));
        assertFault(empty.toString(), SourceOptions.defaults(), "empty.mp4");
    }

    @Test
    void emptyFolderIsAFaultThatNamesIt() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertFault(empty.toString(), SourceOptions.defaults(), "no pictures", empty.toString());
    }

    @Test
    void missingCameraIsAFaultThatNamesIt() {
        assertFault("camera:97", SourceOptions.defaults(), "/dev/video97");
    }

    @Test
    void addressOfAnUnknownKindIsAFault() {
        assertFault("gopher://example", SourceOptions.defaults(), "gopher://");
    }

    @ParameterizedTest
    @CsvSource({
        "rtsp://admin:se:cr@et@10.0.0.7:554/live?key=hidden, rtsp://10.0.0.7:554/live",
        "http://user@cam.example/video#x, http://cam.example/video",
        "HTTP://cam.example/a/b, http://cam.example/a/b",
        "rtsp://u:p/w@cam/x, rtsp://...",
        "rtsp://u:p?w@cam/x, rtsp://...",
        "http://cam/x?password=p@ss, http://...",
    })
    void credentialsAreLeftOutOfDescriptions(String address, String description) {
        assertThat(SourceAddress.parse(address).description()).isEqualTo(description);
    }

    @ParameterizedTest
    @CsvSource({
        "rtsp://admin:secret@10.0.0.7:554/live, 10.0.0.7-554-live",
        "camera:1, camera-1",
        "/dev/video2, camera-2",
    })
    void streamIsNamedAfterItsSource(String address, String name) {
        assertThat(SourceAddress.parse(address).streamName()).isEqualTo(name);
    }

    @Test
    void streamOfAFileIsNamedWithoutItsFolderAndEnding() throws IOException {
        Path file = Files.createFile(folder.resolve("my.clip.mp4"));
        assertThat(SourceAddress.parse(file.toString()).streamName()).isEqualTo("my.clip");
    }

    @Test
    void mediaTimeOfAFolderRunsAtTwentyFiveAFrame() throws IOException {
        ImageIO.write(Clip.image(0), "png", folder.resolve("1.png").toFile());
        ImageIO.write(Clip.image(1), "png", folder.resolve("2.png").toFile());
        try (FrameSource source = FrameSource.open(folder.toString(), SourceOptions.defaults())) {
            assertThat(source.info().framesPerSecond().orElseThrow()).isCloseTo(25, within(0.0));
            source.next();
            assertThat(source.next().orElseThrow().mediaTime()).isEqualTo(Duration.ofMillis(40));
        }
    }

    private static List<TimedFrame> drain(FrameSource source) {
        List<TimedFrame> frames = new ArrayList<>();
        for (Optional<TimedFrame> next = source.next(); next.isPresent(); next = source.next()) {
            frames.add(next.get());
        }
        return frames;
    }

    private static void assertFault(String address, SourceOptions options, String... words) {
        assertThatThrownBy(() -> FrameSource.open(address, options).close())
                .isInstanceOf(TwintrackException.class)
                .hasMessageContainingAll(words)
                .hasMessageNotContainingAny("\n");
    }
}
