package dev.twintrack.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.Box;
import dev.twintrack.Frame;
import dev.twintrack.StageTimes;
import dev.twintrack.TrackerOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpeedTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return Main.run(args, new PrintWriter(out), new PrintWriter(err));
    }

    @Test
    void theVerbTellsWhereTheTimeOfAFrameGoes() {
        assertThat(run("speed", "--frames", "6", "--warm-up", "1", "--runs", "3", "--threads", "1"))
                .isZero();
        assertThat(out.toString())
                .startsWith("640 x 360 pixels, 1 target, CPU, 1 thread; median of 3 runs of 4 frames")
                .contains("crop", "encoder", "correlation", "rest", "total", "frames a second");
    }

    @Test
    void theSharesAreOfTheWholeUpdate() {
        Speed test =
                new Speed(List.of(Frame.ofBgr(2, 1, new byte[6])), List.of(new Box(0, 0, 1, 1), new Box(1, 0, 1, 1)));
        StageTimes times = new StageTimes(20, 5_000_000, 80_000_000, 10_000_000, 5_000_000);
        String report = new Speed.Result(times, 10, 5).report(TrackerOptions.defaults(), test);
        assertThat(report.lines())
                .anyMatch(line -> line.matches("encoder +8\\.00 +80 %"))
                .anyMatch(line -> line.matches("total +10\\.00 +100 %"))
                .anyMatch(line -> line.equals("100 frames a second"));
    }

    @Test
    void aSourceNeedsABox() {
        assertThat(run("speed", "clip.mp4")).isEqualTo(1);
        assertThat(err.toString()).contains("nothing to follow: give --box");
    }

    @Test
    void tooFewFramesAreRefused() {
        assertThat(run("speed", "--frames", "5", "--warm-up", "5")).isEqualTo(1);
        assertThat(err.toString()).contains("leave nothing to measure");
    }
}
