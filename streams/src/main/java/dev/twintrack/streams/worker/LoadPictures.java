package dev.twintrack.streams.worker;

import dev.twintrack.Box;
import dev.twintrack.scene.SceneOptions;
import dev.twintrack.scene.SyntheticScene;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A generated clip as JPEG pictures, made once and sent again and again.
 *
 * @param width in pixels
 * @param height in pixels
 * @param box around the target in the first
 * @param jpegs in their order; played to and fro
 */
record LoadPictures(int width, int height, Box box, List<byte[]> jpegs) {

    private static final int LENGTH = 40;

    static LoadPictures of(int width, int height, int quality) {
        SyntheticScene scene =
                SyntheticScene.of(SceneOptions.pond(2).withSize(width, height).withFrames(LENGTH));
        List<byte[]> jpegs = IntStream.range(0, LENGTH)
                .parallel()
                .mapToObj(index -> Jpeg.encode(scene.frame(index), quality))
                .toList();
        return new LoadPictures(width, height, scene.truth(0).orElseThrow(), jpegs);
    }

    byte[] jpeg(long index) {
        int turn = 2 * (jpegs.size() - 1);
        int place = (int) (index % turn);
        return jpegs.get(place < jpegs.size() ? place : turn - place);
    }
}
