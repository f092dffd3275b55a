package dev.twintrack.training.metric;

import dev.twintrack.TwintrackException;

/**
 * Who is like whom, by labels alone.
 *
 * @param queryLabels a label a query
 * @param referenceLabels a label a reference
 * @param self whether the references begin with the queries themselves, so that reference i is query i
 */
public record Relations(int[] queryLabels, int[] referenceLabels, boolean self) {

    public Relations {
        if (self && referenceLabels.length < queryLabels.length) {
            throw new TwintrackException("%d references cannot begin with %d queries: give the queries first"
                    .formatted(referenceLabels.length, queryLabels.length));
        }
    }

    /** Whether a reference shows the same thing as a query and is not the query itself. */
    public boolean positive(int query, int reference) {
        return queryLabels[query] == referenceLabels[reference] && !(self && query == reference);
    }

    /** Whether a reference shows another thing than a query. */
    public boolean negative(int query, int reference) {
        return queryLabels[query] != referenceLabels[reference];
    }
}
