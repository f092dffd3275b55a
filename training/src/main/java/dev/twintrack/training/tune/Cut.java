package dev.twintrack.training.tune;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT_101;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.getRotationMatrix2D;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import dev.twintrack.Box;
import dev.twintrack.Frame;
import dev.twintrack.training.data.Compression;
import dev.twintrack.training.data.Sequence;
import dev.twintrack.training.data.Track;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point2f;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * A way to cut a stretch out of a track that is harder than the track: smaller, quicker, begun later, turning, badly
 * compressed, or with a camera that zooms.
 *
 * @param side pictures are shrunk until the square root of the first box's area is so many pixels; 0 leaves them
 * @param step most frames from one picture to the next; fewer where the track is short
 * @param from where it begins, as a share of the track
 * @param length most pictures
 * @param roll degrees by which each picture is turned further than the one before, about the object
 * @param quality of the JPEGs that the pictures go through; 0 for none
 * @param zoom how many times as large the last picture shows things as the first does, and as the pictures between do step by
 *     step; the object moves as it would in pictures as large as the largest
 */
record Cut(double side, int step, double from, int length, double roll, int quality, double zoom) {

    Cut(double side, int step, double from, int length) {
        this(side, step, from, length, 0, 0, 1);
    }

    /** Shorter tracks are left out, and shorter stretches. */
    private static final int SHORTEST_TRACK = 30;

    private static final int SHORTEST = 15;

    /** A track is not thinned to fewer pictures than this. */
    private static final int ENOUGH = 35;

    /** Cuts are named for their length from so many pictures on. */
    private static final int LONG = 200;

    /** The cuts that models are chosen by: as they are, small, quick, from three later starts, turning, compressed, zooming, and long. */
    static final List<Cut> ALL = List.of(
            new Cut(0, 1, 0, 150),
            new Cut(30, 3, 0, 70),
            new Cut(30, 6, 0, 70),
            new Cut(45, 4, 0, 70),
            new Cut(60, 2, 0, 70),
            new Cut(45, 3, 1 / 4.0, 70),
            new Cut(30, 3, 1 / 3.0, 70),
            new Cut(30, 3, 1 / 2.0, 70),
            new Cut(45, 1, 0, 70, 2, 0, 1),
            new Cut(45, 1, 2 / 5.0, 70, 2, 0, 1),
            new Cut(25, 2, 0, 70, 0, 25, 1),
            new Cut(20, 3, 1 / 3.0, 70, 0, 40, 1),
            new Cut(16, 2, 0, 70, 0, 0, 4),
            new Cut(64, 2, 0, 70, 0, 0, 1 / 4.0),
            new Cut(30, 1, 0, 600),
            new Cut(30, 2, 1 / 4.0, 400));

    /** The stretch of a track; nothing when the track is too short for it. */
    Optional<RehearsalClip> of(String name, Sequence sequence, Track track) {
        NavigableMap<Integer, Box> boxes = track.boxes();
        int last = boxes.lastKey();
        if (last - boxes.firstKey() + 1 < SHORTEST_TRACK) {
            return Optional.empty();
        }
        int first = boxes.ceilingKey(boxes.firstKey() + (int) ((last - boxes.firstKey()) * from));
        int stride = Math.max(1, Math.min(step, (last - first + 1) / ENOUGH));
        NavigableSet<Integer> wanted = new TreeSet<>();
        for (int index = first; index <= last && wanted.size() < length; index += stride) {
            if (track.knows(index)) {
                wanted.add(index);
            }
        }
        if (wanted.size() < SHORTEST) {
            return Optional.empty();
        }
        double size = Math.sqrt(boxes.get(first).area());
        Zoom zooming = Zoom.of(side == 0 ? 1 : side / size, zoom, wanted.size());
        List<Frame> frames = new ArrayList<>();
        NavigableMap<Integer, Box> truth = new TreeMap<>();
        sequence.footage().read(wanted, (index, frame) -> {
            Box box = boxes.get(index);
            if (box == null && truth.isEmpty()) {
                return;
            }
            Zoom.View view = zooming.view(frame, boxes.floorEntry(index).getValue(), frames.size());
            if (box != null) {
                truth.put(frames.size(), view.of(box));
            }
            Frame clean = view.picture();
            frames.add(quality == 0 ? clean : Compression.of(clean, quality));
        });
        if (truth.isEmpty()) {
            return Optional.empty();
        }
        RehearsalClip clip = new RehearsalClip(name, frames, truth);
        return Optional.of(roll == 0 ? clip : rolling(clip));
    }

    /** While the object is out of sight, pictures turn about where it was last seen. */
    private RehearsalClip rolling(RehearsalClip clip) {
        List<Frame> frames = new ArrayList<>();
        NavigableMap<Integer, Box> truth = new TreeMap<>();
        for (int i = 0; i < clip.frames().size(); i++) {
            Box about = clip.truth().floorEntry(i).getValue();
            frames.add(turned(clip.frames().get(i), about, roll * i));
            if (clip.truth().containsKey(i)) {
                truth.put(i, about.turned(roll * i));
            }
        }
        return new RehearsalClip(clip.name(), frames, truth);
    }

    /** Turned clockwise; what comes in from beyond the edges is the picture's mirror image. */
    private static Frame turned(Frame frame, Box about, double degrees) {
        byte[] bgr = new byte[3 * frame.width() * frame.height()];
        try (BytePointer pixels = new BytePointer(frame.bgr());
                Mat picture = new Mat(frame.height(), frame.width(), CV_8UC3, pixels);
                Mat turned = new Mat();
                Point2f center = new Point2f((float) about.centerX(), (float) about.centerY());
                Mat rotation = getRotationMatrix2D(center, -degrees, 1);
                Size size = new Size(frame.width(), frame.height());
                Scalar none = new Scalar()) {
            warpAffine(picture, turned, rotation, size, INTER_LINEAR, BORDER_REFLECT_101, none);
            turned.data().get(bgr);
        }
        return Frame.wrapBgr(frame.width(), frame.height(), bgr);
    }

    /** As a table names it. */
    @Override
    public String toString() {
        String size = side == 0 ? "as they are" : "%.0f px".formatted(side);
        String speed = step == 1 ? "" : ", up to %d a step".formatted(step);
        String turning = roll == 0 ? "" : ", turning %.0f° a step".formatted(roll);
        String compressed = quality == 0 ? "" : ", JPEG %d".formatted(quality);
        String zooming = zoom == 1 ? "" : ", zoom %.3g".formatted(zoom);
        return size
                + speed
                + turning
                + compressed
                + zooming
                + (length < LONG ? "" : ", %d long".formatted(length))
                + (from == 0 ? "" : ", from %.0f %%".formatted(100 * from));
    }
}
