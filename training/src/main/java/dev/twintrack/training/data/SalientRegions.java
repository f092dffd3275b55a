package dev.twintrack.training.data;

import dev.twintrack.Box;
import dev.twintrack.Frame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Regions of a picture that look like things: random rectangles whose texture and mean colour differ most from the ring
 * around them (the centre-surround idea of Itti, Koch and Niebur, PAMI 1998, on one scale). Works on a coarse grid.
 */
final class SalientRegions {

    private static final int GRID = 96;
    private static final int CANDIDATES = 400;
    private static final int CHANNELS = 4;

    private record Candidate(Box box, double score) {}

    private final int width;
    private final int height;
    private final double cell;
    private final double[][] integrals;

    private SalientRegions(Frame frame) {
        cell = Math.max(1, Math.max(frame.width(), frame.height()) / (double) GRID);
        width = Math.max(1, (int) (frame.width() / cell));
        height = Math.max(1, (int) (frame.height() / cell));
        integrals = new double[CHANNELS][(width + 1) * (height + 1)];
        double[][] values = values(frame);
        for (int c = 0; c < CHANNELS; c++) {
            for (int y = 0; y < height; y++) {
                double row = 0;
                for (int x = 0; x < width; x++) {
                    row += values[c][y * width + x];
                    integrals[c][(y + 1) * (width + 1) + x + 1] = integrals[c][y * (width + 1) + x + 1] + row;
                }
            }
        }
    }

    /** The best regions that overlap little, best first; a flat picture has as many as any other. */
    static List<Box> of(Frame frame, int count, RandomGenerator random) {
        SalientRegions regions = new SalientRegions(frame);
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < CANDIDATES; i++) {
            Box box = regions.random(random);
            candidates.add(new Candidate(box, regions.score(box)));
        }
        candidates.sort(Comparator.comparingDouble(Candidate::score).reversed());
        List<Box> chosen = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (chosen.size() < count && chosen.stream().allMatch(box -> box.iou(candidate.box()) < 0.1)) {
                chosen.add(candidate.box());
            }
        }
        double cell = regions.cell;
        return chosen.stream()
                .map(b -> new Box(b.x() * cell, b.y() * cell, b.width() * cell, b.height() * cell))
                .toList();
    }

    /** Blue, green, red and the gradient's strength of every cell. */
    private double[][] values(Frame frame) {
        double[][] values = new double[CHANNELS][width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = ((int) ((y + 0.5) * cell) * frame.width() + (int) ((x + 0.5) * cell)) * 3;
                for (int c = 0; c < 3; c++) {
                    values[c][y * width + x] = frame.bgr()[at + c] & 0xff;
                }
            }
        }
        for (int y = 0; y + 1 < height; y++) {
            for (int x = 0; x + 1 < width; x++) {
                int at = y * width + x;
                double green = values[1][at];
                values[3][at] = Math.abs(values[1][at + 1] - green) + Math.abs(values[1][at + width] - green);
            }
        }
        return values;
    }

    /** A rectangle of a tenth to a half of the shorter side. */
    private Box random(RandomGenerator random) {
        double side = Math.min(width, height) * 0.1 * Math.pow(5, random.nextDouble());
        double stretch = Math.pow(2, random.nextDouble() - 0.5);
        double w = Math.min(width, Math.max(2, side * stretch));
        double h = Math.min(height, Math.max(2, side / stretch));
        return new Box((width - w) * random.nextDouble(), (height - h) * random.nextDouble(), w, h);
    }

    private double score(Box box) {
        Box ring = Box.around(box.centerX(), box.centerY(), box.width() * 1.6, box.height() * 1.6);
        double score = 0;
        for (int c = 0; c < CHANNELS; c++) {
            double inside = sum(integrals[c], box);
            double around = sum(integrals[c], ring) - inside;
            double cells = cells(box);
            double difference = inside / cells - around / Math.max(1, cells(ring) - cells);
            score += c < 3 ? Math.abs(difference) : 3 * difference;
        }
        return score;
    }

    private double cells(Box box) {
        return (double) (right(box) - left(box)) * (bottom(box) - top(box));
    }

    private double sum(double[] integral, Box box) {
        int row = width + 1;
        return integral[bottom(box) * row + right(box)]
                - integral[top(box) * row + right(box)]
                - integral[bottom(box) * row + left(box)]
                + integral[top(box) * row + left(box)];
    }

    private int left(Box box) {
        return Math.max(0, Math.min(width - 1, (int) box.x()));
    }

    private int top(Box box) {
        return Math.max(0, Math.min(height - 1, (int) box.y()));
    }

    private int right(Box box) {
        return Math.max(left(box) + 1, Math.min(width, (int) Math.round(box.right())));
    }

    private int bottom(Box box) {
        return Math.max(top(box) + 1, Math.min(height, (int) Math.round(box.bottom())));
    }
}
