package dev.twintrack.training.evaluate;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A tracker's line in a benchmark, with everything behind it.
 *
 * @param tracker its name
 * @param totals over the sequences that were scored; without values when there are none
 * @param sequences the sequences that were scored
 * @param attributes totals over the sequences, or the frames, with an attribute
 * @param missing the sequences without a score
 * @param notes what a reader must know about the results as a whole
 */
record TrackerScore(
        String tracker,
        Totals totals,
        List<Row> sequences,
        Map<String, Totals> attributes,
        List<Missing> missing,
        List<String> notes) {

    /**
     * One sequence.
     *
     * @param frames annotated frames
     * @param take the first take, for pictures
     * @param overlaps of the first take, one a frame, NaN where there is none
     */
    record Row(
            String sequence,
            int frames,
            Set<String> attributes,
            Take take,
            Map<Measure, Double> values,
            List<Curve> curves,
            double[] overlaps,
            List<String> notes) {}

    /**
     * A sequence that could not be scored.
     *
     * @param reason one line
     */
    record Missing(String sequence, String reason) {}

    /** A measure over all sequences, or NaN. */
    double total(Measure measure) {
        return totals.values().getOrDefault(measure, Double.NaN);
    }
}
