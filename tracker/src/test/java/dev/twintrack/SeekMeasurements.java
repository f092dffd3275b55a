package dev.twintrack;

import dev.twintrack.scene.Difficulty;
import dev.twintrack.scene.SceneOptions;
import dev.twintrack.scene.SyntheticScene;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/**
 * How often a thing is found by one picture of it, and how often something else is taken for it. Not part of a build: run it
 * by its name.
 */
class SeekMeasurements {

    private static final int CLIPS = 6;

    @Test
    void foundAndMistaken() {
        try (Tracker tracker = Tracker.open()) {
            count(tracker, "things", SceneOptions::things);
            count(tracker, "koi", SceneOptions::pond);
        }
    }

    private static void count(Tracker tracker, String name, LongFunction<SceneOptions> options) {
        int found = 0;
        int elsewhere = 0;
        int mistaken = 0;
        long nanos = 0;
        for (long seed = 3; seed < 3 + CLIPS; seed++) {
            SyntheticScene scene = scene(options.apply(seed));
            Portrait portrait = tracker.portrait(
                    List.of(SeekTest.cut(scene.frame(0), inside(scene.truth(0).orElseThrow(), scene.frame(0)))));
            Frame later = scene.frame(30);
            long begin = System.nanoTime();
            Optional<Estimate> seen = tracker.seek(portrait, later);
            nanos += System.nanoTime() - begin;
            boolean right = seen.isPresent()
                    && scene.truth(30)
                            .filter(truth -> truth.iou(seen.get().guess()) > 0.5)
                            .isPresent();
            found += right ? 1 : 0;
            elsewhere += seen.isPresent() && !right ? 1 : 0;
            mistaken += tracker.seek(portrait, scene(options.apply(seed + 50)).frame(30))
                            .isPresent()
                    ? 1
                    : 0;
        }
        System.out.printf(
                "  %s: of %d found %d, at a wrong place %d; in %d clips without them %d; %d ms a search%n",
                name, CLIPS, found, elsewhere, CLIPS, mistaken, nanos / CLIPS / 1_000_000);
    }

    private static Box inside(Box box, Frame frame) {
        return box.clippedTo(frame.width(), frame.height());
    }

    private static SyntheticScene scene(SceneOptions options) {
        return SyntheticScene.of(options.withDifficulty(Difficulty.EASY).withFrames(60));
    }
}
