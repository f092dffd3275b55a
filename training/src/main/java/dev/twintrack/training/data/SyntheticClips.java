package dev.twintrack.training.data;

import dev.twintrack.Box;
import dev.twintrack.TwintrackException;
import dev.twintrack.scene.Difficulty;
import dev.twintrack.scene.SceneOptions;
import dev.twintrack.scene.SyntheticScene;
import dev.twintrack.scene.Theme;
import dev.twintrack.training.evaluate.FrameReader;
import dev.twintrack.training.evaluate.Frames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Clips made by arithmetic instead of read from a disk: the "path" is how many. They are of both themes, easy and
 * middling in turn, and the same on every machine.
 */
final class SyntheticClips {

    private static final int FRAMES = 40;

    /** Every so many frames have boxes: what lies between adds little to learn from. */
    private static final int ANNOTATED = 2;

    private SyntheticClips() {}

    static List<Sequence> read(Path count, Skips skips) {
        int clips = number(count.toString());
        List<Sequence> sequences = new ArrayList<>();
        for (int i = 0; i < clips; i++) {
            Theme theme = i % 4 == 3 ? Theme.POND : Theme.THINGS;
            Difficulty difficulty = i % 2 == 0 ? Difficulty.EASY : Difficulty.MEDIUM;
            SceneOptions options = new SceneOptions(i, theme, difficulty, 320, 240, FRAMES);
            sequences.add(sequence("clip-%04d".formatted(i), SyntheticScene.of(options)));
        }
        return sequences;
    }

    private static int number(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, together with numbers out of range.
        }
        throw new TwintrackException(
                "'synthetic:%s' is not a number of clips: write, say, things=synthetic:40".formatted(text));
    }

    private static Sequence sequence(String name, SyntheticScene scene) {
        List<Track> tracks = new ArrayList<>();
        for (int object = 0; object < scene.objects(); object++) {
            NavigableMap<Integer, Box> boxes = new TreeMap<>();
            NavigableSet<Integer> absent = new TreeSet<>();
            for (int frame = 0; frame < scene.frames(); frame += ANNOTATED) {
                int at = frame;
                scene.truth(object, frame).ifPresentOrElse(box -> boxes.put(at, box), () -> absent.add(at));
            }
            if (!boxes.isEmpty()) {
                String label = scene.options().theme() == Theme.POND ? "koi" : "thing";
                tracks.add(new Track(object, label, boxes, absent));
            }
        }
        return Sequence.of(name, new Footage(new SceneFrames(scene), true), tracks);
    }

    /** The pictures of a scene, painted when they are asked for. */
    private record SceneFrames(SyntheticScene scene) implements Frames {

        @Override
        public int count() {
            return scene.frames();
        }

        @Override
        public FrameReader open() {
            return scene::frame;
        }

        @Override
        public Optional<Size> size() {
            return Optional.of(new Size(scene.options().width(), scene.options().height()));
        }
    }
}
