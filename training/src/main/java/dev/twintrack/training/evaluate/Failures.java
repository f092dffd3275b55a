package dev.twintrack.training.evaluate;

import dev.twintrack.Frame;
import dev.twintrack.TwintrackException;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/** Pictures of where trackers failed worst, with the truth in green and the tracker's box in its red. */
final class Failures {

    private static final double MISS = 0.1;
    private static final int LATER = 10;
    private static final int WIDTH = 320;
    private static final Color TRUTH = new Color(0x22, 0xdd, 0x55);
    private static final Color PREDICTION = new Color(0xff, 0x40, 0x30);

    /**
     * One picture.
     *
     * @param frame 0-based
     * @param lost frames in a row, around this one, in which the tracker missed
     * @param overlap in this frame
     * @param jpeg Base64
     */
    record Failure(String tracker, String sequence, int frame, int lost, double overlap, String jpeg) {}

    private Failures() {}

    /** The longest misses of a tracker, one a sequence; none from sequences whose pictures are not there. */
    static List<Failure> worst(TrackerScore tracker, List<SequenceRef> sequences, int count) {
        Map<String, SequenceRef> byName =
                sequences.stream().collect(Collectors.toMap(SequenceRef::name, Function.identity(), (a, b) -> a));
        record Candidate(TrackerScore.Row row, Miss miss) {}
        List<Candidate> candidates = new ArrayList<>();
        for (TrackerScore.Row row : tracker.sequences()) {
            longest(row.overlaps()).ifPresent(miss -> candidates.add(new Candidate(row, miss)));
        }
        candidates.sort(Comparator.comparingInt(candidate -> -candidate.miss.length));
        List<Failure> failures = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (failures.size() == count) {
                break;
            }
            Optional.ofNullable(byName.get(candidate.row.sequence()))
                    .flatMap(reference -> picture(tracker.tracker(), candidate.row, candidate.miss, reference))
                    .ifPresent(failures::add);
        }
        return failures;
    }

    /** The longest run of misses; frames without a truth neither end nor lengthen one. */
    private static Optional<Miss> longest(double[] overlaps) {
        Miss best = new Miss(0, 0);
        int start = -1;
        int length = 0;
        for (int i = 0; i < overlaps.length; i++) {
            if (overlaps[i] >= MISS) {
                start = -1;
                length = 0;
            } else if (!Double.isNaN(overlaps[i])) {
                start = start < 0 ? i : start;
                length++;
                best = length > best.length ? new Miss(start, length) : best;
            }
        }
        return best.length > 0 ? Optional.of(best) : Optional.empty();
    }

    private static Optional<Failure> picture(String tracker, TrackerScore.Row row, Miss miss, SequenceRef reference) {
        Sequence sequence = reference.read();
        int frame = frame(row, miss);
        if (sequence.frames().count() != sequence.length() || row.take().track().length() != sequence.length()) {
            return Optional.empty();
        }
        try (FrameReader reader = sequence.frames().open()) {
            String jpeg = drawn(reader.read(frame), sequence, row.take().track(), frame);
            return Optional.of(new Failure(tracker, row.sequence(), frame, miss.length, row.overlaps()[frame], jpeg));
        } catch (TwintrackException e) {
            // A picture for the reader's eye only: the scores do not hang on it.
            return Optional.empty();
        }
    }

    /** Some frames into the miss, so that one sees what was followed instead. */
    private static int frame(TrackerScore.Row row, Miss miss) {
        int frame = miss.start;
        for (int i = miss.start, seen = 0; i < row.overlaps().length && seen <= Math.min(LATER, miss.length - 1); i++) {
            if (row.overlaps()[i] < MISS) {
                frame = i;
                seen++;
            }
        }
        return frame;
    }

    private static String drawn(Frame frame, Sequence sequence, Trajectory track, int index) {
        double scale = (double) WIDTH / frame.width();
        BufferedImage image =
                new BufferedImage(WIDTH, (int) Math.round(frame.height() * scale), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.drawImage(frame.toImage(), 0, 0, image.getWidth(), image.getHeight(), null);
        outline(graphics, sequence.truth().in(0).row(index), scale, TRUTH);
        track.box(index).map(Trajectory::row).ifPresent(row -> outline(graphics, row, scale, PREDICTION));
        graphics.dispose();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpg", jpeg);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(jpeg.toByteArray());
    }

    private static void outline(Graphics2D graphics, double[] row, double scale, Color color) {
        if (!RegionOverlap.isRegion(row)) {
            return;
        }
        double[] corners = RegionOverlap.corners(row);
        Path2D path = new Path2D.Double();
        path.moveTo(corners[0] * scale, corners[1] * scale);
        for (int i = 2; i + 1 < corners.length; i += 2) {
            path.lineTo(corners[i] * scale, corners[i + 1] * scale);
        }
        path.closePath();
        graphics.setStroke(new BasicStroke(4));
        graphics.setColor(new Color(0, 0, 0, 140));
        graphics.draw(path);
        graphics.setStroke(new BasicStroke(2));
        graphics.setColor(color);
        graphics.draw(path);
    }

    /** A run of frames. */
    private record Miss(int start, int length) {}
}
