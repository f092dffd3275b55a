package dev.twintrack.training.evaluate;

/**
 * What a tracker did in one pass over frames of a sequence.
 *
 * @param track a row a frame, beginning with the start box
 * @param confidences one a frame, NaN where the tracker gave none (always in the first)
 * @param seconds what {@code start} or {@code update} took, one a frame; NaN where the tracker was not asked
 */
public record Take(Trajectory track, double[] confidences, double[] seconds) {

    public Take {
        if (confidences.length != track.length() || seconds.length != track.length()) {
            throw new IllegalArgumentException(
                    "%d boxes, %d confidences, %d times".formatted(track.length(), confidences.length, seconds.length));
        }
    }
}
