package dev.twintrack.training.data;

import java.util.List;

/**
 * Pairs for one training step. Every crop is three planes, blue, green, red, of floats in {@code [0, 255]}.
 *
 * @param templateSize side {@code t} of a template in pixels
 * @param searchSize side {@code s} of a search crop in pixels
 * @param templates {@code n × 3 × t × t}
 * @param secondTemplates {@code n × 3 × t × t}: another view of the same track; empty unless asked for
 * @param searches {@code n × 3 × s × s}
 * @param pairs what each pair shows
 */
public record PairBatch(
        int templateSize,
        int searchSize,
        float[] templates,
        float[] secondTemplates,
        float[] searches,
        List<Pair> pairs) {

    /** Number {@code n} of pairs. */
    public int size() {
        return pairs.size();
    }
}
