package dev.twintrack.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C and a polite kill, on a real process. */
class InterruptionTest {

    @TempDir
    Path folder;

    @Test
    void interruptedRunLeavesWholeFilesWithWhatWasSeen() throws Exception {
        Path clip = Clip.write(folder.resolve("clip.mp4"), 5_000);
        Path events = folder.resolve("a.jsonl");
        Path video = folder.resolve("a.mp4");
        Process process = track(clip, "--output", "-", "--output", events.toString(), "--output", video.toString());
        try (BufferedReader printed = process.inputReader()) {
            for (int i = 0; i < 5; i++) {
                assertThat(printed.readLine()).as("the run is under way").isNotNull();
            }
            // Not through the process object, which would close the pipe as well.
            process.toHandle().destroy();
            printed.lines().forEach(line -> {});
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        List<Event> written =
                Files.readAllLines(events).stream().map(EventJson::read).toList();
        StreamEvent end = (StreamEvent) written.get(written.size() - 1);
        assertThat(end.type()).isEqualTo(EventType.STREAM_ENDED);
        assertThat(end.reason()).contains("interrupted");
        assertThat(written).hasSizeBetween(6, 5_000);
        assertThat(frames(video)).isEqualTo(written.size() - 3);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(clip, events, video);
        }
    }

    private static Process track(Path clip, String... outputs) throws IOException {
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName(),
                                "track",
                                clip.toString(),
                                "--box",
                                "20,40,24,24"),
                        Stream.of(outputs))
                .toList();
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static int frames(Path video) {
        int frames = 0;
        try (FrameSource source = FrameSource.open(video.toString(), SourceOptions.defaults())) {
            for (Optional<TimedFrame> next = source.next(); next.isPresent(); next = source.next()) {
                frames++;
            }
        }
        return frames;
    }
}
