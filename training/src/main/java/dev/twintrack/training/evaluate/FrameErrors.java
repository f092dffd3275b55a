package dev.twintrack.training.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * How far off a track is, for the frames that a protocol scores.
 *
 * @param overlap intersection over union; -1 where the truth is no box and the protocol counts the frame all the same
 * @param center distance of the centres in pixels; -1 likewise, which counts as a hit
 * @param normalized the same relative to the truth's width and height
 * @param frames what shares are taken of; may be more than the scored frames
 */
record FrameErrors(double[] overlap, double[] center, double[] normalized, int frames) {

    /** The frames of several tracks as if of one. */
    static FrameErrors together(List<FrameErrors> parts) {
        return new FrameErrors(
                joined(parts, FrameErrors::overlap),
                joined(parts, FrameErrors::center),
                joined(parts, FrameErrors::normalized),
                parts.stream().mapToInt(FrameErrors::frames).sum());
    }

    private static double[] joined(List<FrameErrors> parts, Function<FrameErrors, double[]> column) {
        return parts.stream().map(column).flatMapToDouble(Arrays::stream).toArray();
    }

    /** Share of frames with an overlap of more than the threshold. */
    double success(double threshold) {
        int hits = 0;
        for (double value : overlap) {
            if (value > threshold) {
                hits++;
            }
        }
        return (double) hits / frames;
    }

    double precision(double pixels) {
        return within(center, pixels);
    }

    double normalizedPrecision(double share) {
        return within(normalized, share);
    }

    private double within(double[] distances, double threshold) {
        int hits = 0;
        for (double value : distances) {
            if (value <= threshold) {
                hits++;
            }
        }
        return (double) hits / frames;
    }

    /** Sum of the overlaps that are none of the -1 marks. */
    double overlapSum() {
        double sum = 0;
        for (double value : overlap) {
            if (value > 0) {
                sum += value;
            }
        }
        return sum;
    }
}
