package dev.twintrack.training.data;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import dev.twintrack.Box;
import dev.twintrack.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Tracks where nobody annotated any: salient regions of a still, or of the first frame of every segment of a video, there
 * followed by optical flow to the segment's end and back again; a track that does not come home to where it started is
 * dropped. Holds native memory until closed; one for each sequence.
 */
final class TrackFinder implements AutoCloseable {

    /** A longer video is looked at no further. */
    static final int MOST_FRAMES = 3000;

    private static final int SEGMENT = 40;
    private static final int SHORTEST = 8;
    private static final int REGIONS = 3;
    private static final double HOME = 0.6;

    private final RandomGenerator random;
    private final List<Track> tracks = new ArrayList<>();
    private final List<Mat> segment = new ArrayList<>();
    private List<Box> regions = List.of();
    private int first;

    private TrackFinder(RandomGenerator random) {
        this.random = random;
    }

    /** The tracks of a sequence; the same every time, drawn by its name. */
    static List<Track> find(Sequence sequence) {
        try (TrackFinder finder = new TrackFinder(Seeds.stream(sequence.name().hashCode(), 0))) {
            if (sequence.footage().moving()) {
                TreeSet<Integer> all =
                        IntStream.range(0, MOST_FRAMES).boxed().collect(Collectors.toCollection(TreeSet::new));
                sequence.footage().read(all, finder::watch);
                finder.endSegment();
            } else {
                sequence.footage().read(new TreeSet<>(List.of(0)), finder::still);
            }
            return List.copyOf(finder.tracks);
        }
    }

    private void still(int index, Frame frame) {
        for (Box box : SalientRegions.of(frame, REGIONS, random)) {
            tracks.add(Track.still(tracks.size(), "", box));
        }
    }

    private void watch(int index, Frame frame) {
        if (segment.size() == SEGMENT) {
            endSegment();
        }
        if (segment.isEmpty()) {
            first = index;
            regions = SalientRegions.of(frame, REGIONS, random);
        }
        segment.add(grey(frame));
    }

    private static Mat grey(Frame frame) {
        Mat grey = new Mat();
        try (BytePointer pixels = new BytePointer(frame.bgr());
                Mat colour = new Mat(frame.height(), frame.width(), CV_8UC3, pixels)) {
            cvtColor(colour, grey, COLOR_BGR2GRAY);
        }
        return grey;
    }

    private void endSegment() {
        for (Box region : regions) {
            NavigableMap<Integer, Box> boxes = forth(region);
            if (boxes.size() >= SHORTEST && back(boxes).iou(region) >= HOME) {
                NavigableMap<Integer, Box> placed = new TreeMap<>();
                boxes.forEach((i, box) -> placed.put(first + i, box));
                tracks.add(new Track(tracks.size(), "", placed, new TreeSet<>()));
            }
        }
        regions = List.of();
        close();
    }

    /** The region through the segment, as far as flow carries it inside the picture. */
    private NavigableMap<Integer, Box> forth(Box region) {
        NavigableMap<Integer, Box> boxes = new TreeMap<>();
        boxes.put(0, region);
        for (int i = 1; i < segment.size(); i++) {
            Optional<Box> next = MedianFlow.step(segment.get(i - 1), segment.get(i), boxes.get(i - 1));
            if (next.isEmpty() || !isInside(next.get(), segment.get(i))) {
                break;
            }
            boxes.put(i, next.get());
        }
        return boxes;
    }

    private static boolean isInside(Box box, Mat picture) {
        return box.clippedTo(picture.cols(), picture.rows()).area() > 0.8 * box.area() && box.area() > 0;
    }

    /** Where the way back from the last box ends; an empty box when it is lost. */
    private Box back(NavigableMap<Integer, Box> boxes) {
        Optional<Box> box = Optional.of(boxes.lastEntry().getValue());
        for (int i = boxes.lastKey(); i > 0 && box.isPresent(); i--) {
            box = MedianFlow.step(segment.get(i), segment.get(i - 1), box.get());
        }
        return box.orElse(new Box(0, 0, 0, 0));
    }

    @Override
    public void close() {
        segment.forEach(Mat::close);
        segment.clear();
    }
}
