package dev.twintrack.training.metric;

import dev.twintrack.TwintrackException;

/**
 * Embeddings as plain arrays: queries and the references that they are compared with. Not copied; not to be changed while
 * in use.
 *
 * @param queries one row a query
 * @param references one row a reference
 * @param relations who is like whom
 */
public record Points(float[][] queries, float[][] references, Relations relations) {

    public Points {
        checkLabels("queries", queries, relations.queryLabels());
        checkLabels("references", references, relations.referenceLabels());
        int width = queries.length > 0 ? queries[0].length : references.length > 0 ? references[0].length : 0;
        checkWidth(queries, width);
        checkWidth(references, width);
    }

    /** A set compared with itself. */
    public static Points within(float[][] embeddings, int[] labels) {
        return new Points(embeddings, embeddings, new Relations(labels, labels, true));
    }

    /** Queries compared with a reference set that shares no embedding with them. */
    public static Points against(float[][] queries, int[] queryLabels, float[][] references, int[] referenceLabels) {
        return new Points(queries, references, new Relations(queryLabels, referenceLabels, false));
    }

    private static void checkLabels(String name, float[][] rows, int[] labels) {
        if (rows.length != labels.length) {
            throw new TwintrackException(
                    "%d labels for %d %s: give one each".formatted(labels.length, rows.length, name));
        }
    }

    private static void checkWidth(float[][] rows, int width) {
        for (float[] row : rows) {
            if (row.length != width) {
                throw new TwintrackException("embeddings of %d and %d numbers cannot be compared: give one size"
                        .formatted(width, row.length));
            }
        }
    }
}
