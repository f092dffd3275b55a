package dev.twintrack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twintrack.scene.Difficulty;
import dev.twintrack.scene.SceneOptions;
import dev.twintrack.scene.SyntheticScene;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Things that are looked for by their pictures, with the bundled model. */
class SeekTest {

    private static Tracker tracker;

    @BeforeAll
    static void open() {
        tracker = Tracker.open();
    }

    @AfterAll
    static void close() {
        tracker.close();
    }

    @Test
    void aThingIsFoundWhereItHasMovedAndNotWhereItIsNot() {
        SyntheticScene scene = scene(4);
        Portrait portrait =
                tracker.portrait(List.of(cut(scene.frame(0), scene.truth(0).orElseThrow())));
        Estimate found = tracker.seek(portrait, scene.frame(30)).orElseThrow();
        assertThat(found.guess().iou(scene.truth(30).orElseThrow())).isGreaterThan(0.5);
        assertThat(found.status()).isEqualTo(Status.TRACKING);
        assertThat(tracker.seek(portrait, scene(54).frame(30))).isEmpty();
    }

    @Test
    void aPortraitNeedsAPictureAndItsOwnTracker() {
        assertThatThrownBy(() -> tracker.portrait(List.of())).isInstanceOf(TwintrackException.class);
        Frame frame = scene(4).frame(0);
        try (Tracker other = Tracker.open()) {
            Portrait theirs = other.portrait(List.of(frame));
            assertThatThrownBy(() -> tracker.seek(theirs, frame)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void windowsOfEachSizeCoverTheFrame() {
        Frame frame = Frame.wrapBgr(200, 120, new byte[200 * 120 * 3]);
        List<Survey.Window> windows = Survey.windows(frame, 2, 2);
        Set<Double> sizes = new HashSet<>();
        windows.forEach(window -> sizes.add(window.thing().width()));
        assertThat(sizes).hasSizeGreaterThan(3);
        for (double size : sizes) {
            for (double y = 0.5; y < 120; y++) {
                for (double x = 0.5; x < 200; x++) {
                    Box pixel = Box.around(x, y, 1, 1);
                    assertThat(windows.stream()
                                    .anyMatch(window -> window.thing().width() == size
                                            && window.region()
                                                            .intersection(pixel)
                                                            .area()
                                                    > 0))
                            .isTrue();
                }
            }
        }
        assertThat(windows).allSatisfy(window -> assertThat(
                        window.thing().width() / window.thing().height())
                .isBetween(1.999, 2.001));
    }

    private static SyntheticScene scene(long seed) {
        return SyntheticScene.of(
                SceneOptions.things(seed).withDifficulty(Difficulty.EASY).withFrames(60));
    }

    static Frame cut(Frame frame, Box box) {
        int width = (int) box.width();
        int height = (int) box.height();
        byte[] bgr = new byte[3 * width * height];
        for (int row = 0; row < height; row++) {
            int from = ((int) box.y() + row) * frame.width() + (int) box.x();
            System.arraycopy(frame.bgr(), 3 * from, bgr, 3 * row * width, 3 * width);
        }
        return Frame.wrapBgr(width, height, bgr);
    }
}
