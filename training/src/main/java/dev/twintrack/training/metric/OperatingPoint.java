package dev.twintrack.training.metric;

/**
 * A threshold and what it costs: two embeddings are taken for the same thing if their distance is strictly closer than
 * the threshold.
 *
 * @param threshold in units of the distance
 * @param largerIsCloser the distance's sense
 * @param falseAccept share of impostor pairs taken for the same thing
 * @param trueAccept share of genuine pairs taken for the same thing
 */
public record OperatingPoint(double threshold, boolean largerIsCloser, Rate falseAccept, Rate trueAccept) {

    /** Whether a distance passes. */
    public boolean accepts(double value) {
        return largerIsCloser ? value > threshold : value < threshold;
    }
}
