package dev.twintrack.streams.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.Frame;
import dev.twintrack.streams.TimedFrame;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** One connection after another as one stream. */
class ContinuityTest {

    private static final Frame PIXELS = Frame.of(new BufferedImage(2, 2, BufferedImage.TYPE_3BYTE_BGR));

    private final Continuity continuity = new Continuity();

    @Test
    void firstConnectionIsLeftAsItIs() {
        TimedFrame frame = continuity.place(frame(3, 120, 1000));
        assertThat(frame.index()).isEqualTo(3);
        assertThat(frame.mediaTime()).isEqualTo(Duration.ofMillis(120));
        assertThat(frame.gap()).isEmpty();
    }

    @Test
    void secondConnectionGoesOnWhereTheClockIs() {
        continuity.place(frame(0, 0, 1000));
        continuity.place(frame(9, 360, 1360));
        continuity.broken("unplugged");
        TimedFrame back = continuity.place(frame(2, 80, 5360));
        assertThat(back.index()).isEqualTo(12);
        assertThat(back.mediaTime()).isEqualTo(Duration.ofMillis(4360));
        assertThat(back.gap().orElseThrow().reason()).isEqualTo("unplugged; away for 4.0 s");
        TimedFrame next = continuity.place(frame(3, 120, 5400));
        assertThat(next.index()).isEqualTo(13);
        assertThat(next.mediaTime()).isEqualTo(Duration.ofMillis(4400));
        assertThat(next.gap()).isEmpty();
    }

    @Test
    void gapSaysHowManyFramesThereWouldHaveBeenAtTheRateBefore() {
        for (int i = 0; i <= 50; i++) {
            continuity.place(frame(i, 40 * i, 40 * i));
        }
        continuity.broken("unplugged");
        TimedFrame back = continuity.place(frame(0, 0, 6000));
        assertThat(back.gap().orElseThrow().reason())
                .isEqualTo("unplugged; away for 4.0 s, some 100 frames at 25.0 frames/s");
        assertThat(back.gap().orElseThrow().missed())
                .as("an estimate is not knowledge")
                .isEmpty();
    }

    @Test
    void neitherAClockThatIsSetBackNorACameraThatCountsAnewTurnsTheTimeBack() {
        continuity.place(frame(0, 5000, 9000));
        TimedFrame odd = continuity.place(frame(1, 10, 9040));
        assertThat(odd.mediaTime()).isGreaterThan(Duration.ofMillis(5000));
        continuity.broken("unplugged");
        TimedFrame back = continuity.place(frame(0, 0, 2000));
        assertThat(back.mediaTime()).isGreaterThan(odd.mediaTime());
        assertThat(back.index()).isEqualTo(2);
    }

    private static TimedFrame frame(long index, long mediaMillis, long captureMillis) {
        return new TimedFrame(PIXELS, index, Duration.ofMillis(mediaMillis), Instant.ofEpochMilli(captureMillis));
    }
}
