package dev.twintrack.streams.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.StageTimes;
import dev.twintrack.scene.SceneOptions;
import dev.twintrack.streams.EventJson;
import dev.twintrack.streams.FrameSource;
import dev.twintrack.streams.KafkaTopic;
import dev.twintrack.streams.Main;
import dev.twintrack.streams.SourceOptions;
import dev.twintrack.streams.TimedFrame;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration as a user runs it, on a third of its clip: with the real model and a real broker. */
class DemoTest {

    private static final int FRAMES = 100;

    @TempDir
    private Path dir;

    @Test
    void theDemoSucceedsAndLeavesWhatItSays() throws Exception {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Path folder = dir.resolve("made/here");
        String[] line = {"demo", "--frames", "" + FRAMES, "--out", folder.toString(), "--stacktrace"};

        int status = Main.run(line, new PrintWriter(out), new PrintWriter(err));

        assertThat(err.toString()).isEmpty();
        assertThat(status).isZero();
        DemoFiles files = new DemoFiles(folder);
        assertThat(out.toString()).containsPattern("Watch it at http://localhost:\\d+/");
        assertThat(out.toString())
                .contains(files.video().toString(), files.events().toString())
                .contains(files.pictures().toString());
        assertThat(frames(files.video())).isEqualTo(FRAMES);
        assertThat(ImageIO.read(files.pictures().toFile()).getWidth()).isGreaterThan(1000);
        Matcher counts =
                Pattern.compile("(\\d+) published to Kafka, (\\d+) consumed").matcher(out.toString());
        assertThat(counts.find()).isTrue();
        assertThat(counts.group(1)).isEqualTo(counts.group(2));
        assertThat(Files.readAllLines(files.events()))
                .hasSize(Integer.parseInt(counts.group(1)))
                .hasSizeGreaterThanOrEqualTo(FRAMES)
                .allSatisfy(event -> assertThat(EventJson.read(event).stream()).isEqualTo("demo"));
    }

    @Test
    void eventsThatDidNotComeBackAreAProblem() {
        assertThat(report(0.7, 301).problems()).containsExactly("302 events were published, but 301 came back");
        assertThat(report(0.7, 302).problems()).isEmpty();
    }

    @Test
    void aTargetThatWasNotFollowedIsAProblem() {
        assertThat(report(0.1, 302).problems())
                .singleElement()
                .asString()
                .startsWith("the mean overlap with the truth is 0.10");
    }

    @Test
    void aFolderThatCannotBeMadeIsNamedWithTheMend() throws Exception {
        Path file = Files.createFile(dir.resolve("file"));
        StringWriter err = new StringWriter();
        String[] line = {"demo", "--out", file.resolve("sub").toString()};

        assertThat(Main.run(line, new PrintWriter(new StringWriter()), new PrintWriter(err)))
                .isEqualTo(1);
        assertThat(err.toString()).contains("cannot make the folder", "--out");
    }

    private static DemoReport report(double overlap, long consumed) {
        SceneOptions clip = SceneOptions.pond(1);
        return new DemoReport(
                clip,
                new TruthSink.Score(clip.frames(), 280, overlap, overlap, 20, 10),
                Duration.ofSeconds(3),
                new StageTimes(299, 1, 1, 1, 1),
                302,
                consumed,
                KafkaTopic.of("localhost:9092", "track-events"),
                new DemoFiles(Path.of("demo")));
    }

    private static int frames(Path video) {
        int count = 0;
        try (FrameSource source = FrameSource.open(video.toString(), SourceOptions.defaults())) {
            for (Optional<TimedFrame> frame = source.next(); frame.isPresent(); frame = source.next()) {
                count++;
            }
        }
        return count;
    }
}
