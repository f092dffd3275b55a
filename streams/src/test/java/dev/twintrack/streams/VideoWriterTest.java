package dev.twintrack.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twintrack.TwintrackException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoWriterTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"mp4, 29.97003", "avi, 29.97003", "mp4, 30.00003", "mp4, 1000", "mp4, 0.2", "avi, 119.8801"})
    void anyFrameRateIsWritten(String ending, double framesPerSecond) {
        Path file = folder.resolve("a." + ending);
        try (VideoWriter writer = new VideoWriter(file, Clip.WIDTH, Clip.HEIGHT, framesPerSecond)) {
            writer.write(Clip.image(0));
            writer.write(Clip.image(1));
            writer.finish();
        }
        try (FrameSource source = FrameSource.open(file.toString(), SourceOptions.defaults())) {
            assertThat(source.next()).isPresent();
            assertThat(source.next()).isPresent();
            assertThat(source.next()).isEmpty();
        }
    }

    @Test
    void picturesAreShownAtTheirTimes() {
        Path file = folder.resolve("a.mp4");
        try (VideoWriter writer = new VideoWriter(file, Clip.WIDTH, Clip.HEIGHT, 25)) {
            for (int seconds : new int[] {0, 1, 3}) {
                writer.write(Clip.image(seconds), Duration.ofSeconds(seconds));
            }
            writer.finish();
        }
        try (FrameSource source = FrameSource.open(file.toString(), SourceOptions.defaults())) {
            for (int seconds : new int[] {0, 1, 3}) {
                assertThat(source.next().orElseThrow().mediaTime()).isEqualTo(Duration.ofSeconds(seconds));
            }
        }
    }

    @Test
    void oddSizesLoseTheirLastColumnAndRow() {
        Path file = folder.resolve("a.mp4");
        try (VideoWriter writer = new VideoWriter(file, 161, 121, 25)) {
            writer.write(new BufferedImage(161, 121, BufferedImage.TYPE_3BYTE_BGR));
            writer.finish();
        }
        try (FrameSource source = FrameSource.open(file.toString(), SourceOptions.defaults())) {
            TimedFrame frame = source.next().orElseThrow();
            assertThat(frame.frame().width()).isEqualTo(160);
            assertThat(frame.frame().height()).isEqualTo(120);
        }
    }

    @Test
    void unfinishedFileLeavesNothing() throws IOException {
        try (VideoWriter writer = new VideoWriter(folder.resolve("a.mp4"), Clip.WIDTH, Clip.HEIGHT, 25)) {
            writer.write(Clip.image(0));
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void missingFolderIsAFaultThatNamesIt() {
        Path nowhere = folder.resolve("no").resolve("a.mp4");
        assertThatThrownBy(() -> new VideoWriter(nowhere, 160, 120, 25).close())
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining(nowhere.getParent().toString());
    }
}
