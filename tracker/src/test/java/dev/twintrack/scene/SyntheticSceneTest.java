package dev.twintrack.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twintrack.Box;
import dev.twintrack.Frame;
import dev.twintrack.TwintrackException;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What tests, training and the demonstration rely on in a synthetic scene, over themes, difficulties and seeds. */
class SyntheticSceneTest {

    static Stream<SceneOptions> scenes() {
        return LongStream.range(0, 2)
                .boxed()
                .flatMap(seed -> Stream.of(
                        SceneOptions.pond(seed).withSize(320, 180).withFrames(120),
                        SceneOptions.things(seed),
                        SceneOptions.things(seed)
                                .withDifficulty(Difficulty.HARD)
                                .withFrames(90),
                        SceneOptions.things(seed).withDifficulty(Difficulty.EASY)));
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void theTargetBeginsAndEndsInFullSight(SceneOptions options) {
        SyntheticScene scene = SyntheticScene.of(options.withDifficulty(Difficulty.MEDIUM));
        assertThat(scene.visibility(0, 0)).isGreaterThan(0.95);
        assertThat(scene.visibility(0, scene.frames() - 1)).isGreaterThan(0.5);
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void theTargetIsHiddenForAWhileUnlessTheSceneIsEasy(SceneOptions options) {
        SyntheticScene scene = SyntheticScene.of(options);
        long unseen = IntStream.range(0, scene.frames())
                .filter(i -> scene.truth(i).isEmpty())
                .count();
        if (options.difficulty() == Difficulty.EASY) {
            assertThat(unseen).isZero();
        } else {
            assertThat(unseen).isBetween(3L, scene.frames() / 2L);
        }
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void aBoxLiesInThePictureAndMovesLittleFromFrameToFrame(SceneOptions options) {
        SyntheticScene scene = SyntheticScene.of(options);
        for (int object = 0; object < scene.objects(); object++) {
            for (int i = 1; i < scene.frames(); i += 16) {
                if (scene.visibility(object, i - 1) > 0.99 && scene.visibility(object, i) > 0.99) {
                    Box before = scene.truth(object, i - 1).orElseThrow();
                    Box now = scene.truth(object, i).orElseThrow();
                    assertThat(now.clippedTo(options.width(), options.height())).isEqualTo(now);
                    assertThat(now.iou(before)).isGreaterThan(0.4);
                }
            }
        }
    }

    @Test
    void theTargetChangesItsSizeAndTurns() {
        SyntheticScene scene = SyntheticScene.pond();
        DoubleSummaryStatistics areas = IntStream.range(0, scene.frames() / 4)
                .filter(i -> scene.visibility(0, 4 * i) > 0.99)
                .mapToDouble(i -> scene.truth(4 * i).orElseThrow().area())
                .summaryStatistics();
        assertThat(areas.getMax()).isGreaterThan(1.5 * areas.getMin());
    }

    @Test
    void anyFrameCanBeMadeByItself() {
        SceneOptions options = SceneOptions.things(5);
        SyntheticScene scene = SyntheticScene.of(options);
        scene.frame(3);
        assertThat(scene.frame(40).bgr())
                .isEqualTo(SyntheticScene.of(options).frame(40).bgr());
    }

    @Test
    void seedsGiveDifferentScenes() {
        Frame one = SyntheticScene.of(SceneOptions.things(1)).frame(0);
        Frame other = SyntheticScene.of(SceneOptions.things(2)).frame(0);
        assertThat(one.bgr()).isNotEqualTo(other.bgr());
    }

    @Test
    void theSensorNoiseIsNewInEveryFrame() {
        Lens lens = new Lens(3, 5, Swing.NONE);
        int[] grey = new int[64 * 64];
        Arrays.fill(grey, 0xFF808080);
        assertThat(lens.take(grey, 64, 64, 0).bgr())
                .isNotEqualTo(lens.take(grey, 64, 64, 1).bgr());
    }

    @Test
    void lookAlikesAreNearerToTheTargetInColourThanOthers() {
        int nearer = 0;
        for (long seed = 0; seed < 12; seed++) {
            Wardrobe wardrobe = Wardrobe.of(Theme.THINGS, new SplittableRandom(seed));
            SplittableRandom random = new SplittableRandom(seed + 100);
            double alike = distance(wardrobe.target(), wardrobe.lookAlike(random));
            double other = distance(wardrobe.target(), wardrobe.other(random));
            nearer += alike < other ? 1 : 0;
        }
        assertThat(nearer).isGreaterThanOrEqualTo(10);
    }

    @Test
    void aFrameOutsideTheClipIsRefused() {
        SyntheticScene scene = SyntheticScene.of(SceneOptions.things(1));
        assertThatThrownBy(() -> scene.frame(60)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> scene.truth(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aSceneTooSmallOrTooShortIsRefused() {
        assertThatThrownBy(() -> SceneOptions.pond(1).withSize(63, 100))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("63 x 100");
        assertThatThrownBy(() -> SceneOptions.pond(1).withFrames(1))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("1 frames");
    }

    private static double distance(Sprite a, Sprite b) {
        double[] one = mean(a);
        double[] other = mean(b);
        return Math.hypot(Math.hypot(one[0] - other[0], one[1] - other[1]), one[2] - other[2]);
    }

    private static double[] mean(Sprite sprite) {
        double[] sum = new double[3];
        int count = 0;
        for (int pixel : sprite.pixels()) {
            if (pixel >>> 24 == 255) {
                sum[0] += pixel >> 16 & 255;
                sum[1] += pixel >> 8 & 255;
                sum[2] += pixel & 255;
                count++;
            }
        }
        return new double[] {sum[0] / count, sum[1] / count, sum[2] / count};
    }
}
