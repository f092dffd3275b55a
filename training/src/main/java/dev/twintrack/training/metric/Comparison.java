package dev.twintrack.training.metric;

import ai.djl.ndarray.NDArray;

/**
 * What a loss compares: every query (anchor) with every reference (its positives and negatives). Anchors index queries,
 * positives and negatives index references. Used by the thread that owns the arrays.
 *
 * @param queries the anchors
 * @param references what they are compared with
 * @param self whether the references begin with the queries themselves, so that reference i is query i and the two are
 *     no pair
 */
public record Comparison(Labelled queries, Labelled references, boolean self) {

    /** A batch with itself. */
    public static Comparison within(Labelled batch) {
        return new Comparison(batch, batch, true);
    }

    /** Queries with a reference set that shares no embedding with them. */
    public static Comparison against(Labelled queries, Labelled references) {
        return new Comparison(queries, references, false);
    }

    /** A batch with itself and with a reference set besides. The joined array is on the batch's manager. */
    public static Comparison withinAndAgainst(Labelled batch, Labelled references) {
        NDArray joined = batch.embeddings().concat(references.embeddings());
        int[] labels = new int[batch.size() + references.size()];
        System.arraycopy(batch.labels(), 0, labels, 0, batch.size());
        System.arraycopy(references.labels(), 0, labels, batch.size(), references.size());
        return new Comparison(batch, new Labelled(joined, labels), true);
    }

    /** Who is like whom. */
    public Relations relations() {
        return new Relations(queries.labels(), references.labels(), self);
    }

    /** A copy of the values, for miners and measures. */
    public Points points() {
        float[][] rows = references.rows();
        float[][] anchors = queries == references ? rows : queries.rows();
        return new Points(anchors, rows, relations());
    }
}
