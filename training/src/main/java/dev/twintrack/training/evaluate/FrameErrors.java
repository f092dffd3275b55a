package dev.twintrack.training.evaluate;

/**
 * How far off a track is, for the frames that a protocol scores.
 *
 * @param overlap intersection over union; -1 where the truth is no box and the protocol counts the frame all the same
 * @param center distance of the centres in pixels; -1 likewise, which counts as a hit
 * @param normalized the same relative to the truth's width and height
 * @param frames what shares are taken of; may be more than the scored frames
 */
record FrameErrors(double[] overlap, double[] center, double[] normalized, int frames) {

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
