package dev.twintrack.training.evaluate;

import dev.twintrack.Box;
import dev.twintrack.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Small sequences and tracks for tests. */
final class Tracks {

    /** Of the moving square. */
    static final int SIDE = 40;

    private static final double NAN = Double.NaN;

    private Tracks() {}

    static double[] row(double... numbers) {
        return numbers;
    }

    static double[] absent() {
        return new double[] {NAN, NAN, NAN, NAN};
    }

    static Trajectory track(double[]... rows) {
        return Trajectory.of(List.of(rows), 0);
    }

    /** The same row in every frame. */
    static Trajectory still(int frames, double... row) {
        return Trajectory.of(IntStream.range(0, frames).mapToObj(i -> row).toList(), 0);
    }

    /** A sequence without pictures. */
    static Sequence sequence(Trajectory truth) {
        return Sequence.of("test", Frames.pictures(List.of()), truth);
    }

    static Sequence sequence(double[]... truth) {
        return sequence(track(truth));
    }

    /** The frames of the given numbers are flagged absent. */
    static Sequence flagged(Sequence sequence, int... absent) {
        BitSet visible = (BitSet) sequence.visible().clone();
        Arrays.stream(absent).forEach(visible::clear);
        return sequence.withVisible(visible);
    }

    static Take take(Trajectory track) {
        double[] nothing = new double[track.length()];
        Arrays.fill(nothing, NAN);
        return new Take(track, nothing, nothing);
    }

    static Take take(Trajectory track, double... confidences) {
        double[] nothing = new double[track.length()];
        Arrays.fill(nothing, NAN);
        return new Take(track, confidences, nothing);
    }

    /**
     * A bright blotchy square of 40 pixels that moves over a dark blotchy ground, two pixels right and one down a frame,
     * with its truth.
     */
    static Sequence movingSquare(String name, int frames) {
        List<Frame> pictures = new ArrayList<>();
        List<Optional<Box>> truth = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            int left = 20 + 2 * i;
            int top = 30 + i;
            pictures.add(picture(left, top));
            truth.add(Optional.of(new Box(left, top, SIDE, SIDE)));
        }
        return Sequence.of(name, Frames.of(pictures), truth);
    }

    /** The same number from 0 to 255 for the same place. */
    private static int noise(int x, int y, int c) {
        return new java.util.Random(x * 7919L + y * 104729L + c * 1299709L).nextInt(256);
    }

    static Frame picture(int left, int top) {
        int width = 160;
        int height = 120;
        byte[] bgr = new byte[width * height * 3];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean inside = x >= left && x < left + SIDE && y >= top && y < top + SIDE;
                for (int c = 0; c < 3; c++) {
                    int ground = 30 + noise(x / 4, y / 4, c) / 4;
                    int object = 110 + noise((x - left) / 4, (y - top) / 4, c + 3) / 2;
                    bgr[(y * width + x) * 3 + c] = (byte) (inside ? object : ground);
                }
            }
        }
        return Frame.wrapBgr(width, height, bgr);
    }

    /** A tracker that gives the boxes it was told, one an update, whatever it sees. */
    static final class Scripted implements BenchmarkTracker {
        private final List<Box> script;
        private int next;
        final List<Box> starts = new ArrayList<>();

        Scripted(List<Box> script) {
            this.script = script;
        }

        @Override
        public void show(Frame frame) {}

        @Override
        public void start(Box box) {
            starts.add(box);
        }

        @Override
        public Prediction update() {
            return new Prediction(script.get(next++), Double.NaN);
        }
    }
}
