package dev.twintrack.streams.live;

import dev.twintrack.Box;
import dev.twintrack.Frame;
import dev.twintrack.streams.Clip;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * What the cameras of these tests look at: the {@link Clip}, there and back again, a step a picture, whichever camera
 * takes it. It stands still until it is told to move, and while nobody looks. Safe for any thread.
 */
public final class Scenery {

    private static final List<byte[]> PICTURES =
            IntStream.range(0, Clip.PERIOD).mapToObj(Scenery::jpeg).toList();

    private final AtomicInteger step = new AtomicInteger();
    private volatile boolean still = true;

    /** The next picture, as JPEG. */
    byte[] picture() {
        return PICTURES.get(look());
    }

    /** Which of the clip's pictures is the next. */
    int look() {
        return index(still ? step.get() : step.incrementAndGet());
    }

    public void move() {
        still = false;
    }

    public void standStill() {
        still = true;
    }

    /** Moves the square to another place at once. */
    void jump(int picture) {
        step.set(picture);
    }

    /** Where the square is on the last picture. */
    public Box truth() {
        return Clip.truth(index(step.get()));
    }

    private static int index(int step) {
        int period = 2 * Clip.PERIOD;
        int phase = step % period;
        return phase < Clip.PERIOD ? phase : period - 1 - phase;
    }

    private static byte[] jpeg(int index) {
        byte[] pixels = Frame.of(Clip.image(index)).bgr();
        try (Mat picture = new Mat(Clip.HEIGHT, Clip.WIDTH, opencv_core.CV_8UC3, new BytePointer(pixels));
                BytePointer jpeg = new BytePointer();
                IntPointer settings = new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, 90)) {
            opencv_imgcodecs.imencode(".jpg", picture, jpeg, settings);
            byte[] bytes = new byte[(int) jpeg.limit()];
            jpeg.get(bytes);
            return bytes;
        }
    }
}
