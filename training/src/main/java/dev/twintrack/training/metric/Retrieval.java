package dev.twintrack.training.metric;

import dev.twintrack.TwintrackException;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How well each query finds its own kind among the references, nearest first. Equally far references are ranked to the
 * query's harm, unlike ones first, so that embeddings that have collapsed to a point score as badly as they should. A
 * query without any positive is left out and counted.
 *
 * @param recallAt for each k the share of queries with a positive among their k nearest (Jegou et al., PAMI 2011)
 * @param precisionAt1 the share of queries whose nearest reference is a positive; the same as recall at 1
 * @param rPrecision the mean share of positives among the R nearest, R the number of the query's positives
 * @param mapAtR mean average precision at R (Musgrave, Belongie and Lim, "A Metric Learning Reality Check", ECCV 2020,
 *     section 3.2): as R-precision, but early positives count more
 * @param queries number of queries measured
 * @param skipped number of queries without a positive
 */
public record Retrieval(
        SortedMap<Integer, Double> recallAt,
        double precisionAt1,
        double rPrecision,
        double mapAtR,
        int queries,
        int skipped) {

    private static final int BLOCK = 256;

    /** Measures recall at 1, 2, 4 and 8 and the rest. */
    public static Retrieval measure(Points points, Distance distance) {
        return measure(points, distance, 1, 2, 4, 8);
    }

    /**
     * Measures all queries, in blocks, so that memory does not grow with their number.
     *
     * @param ks neighbourhood sizes for recall, each at least 1
     * @throws TwintrackException when no query has a positive
     */
    public static Retrieval measure(Points points, Distance distance, int... ks) {
        Sums sums = new Sums(ks);
        for (int first = 0; first < points.queries().length; first += BLOCK) {
            int end = Math.min(first + BLOCK, points.queries().length);
            double[][] values = distance.between(Arrays.copyOfRange(points.queries(), first, end), points.references());
            for (int query = first; query < end; query++) {
                sums.add(ranks(points.relations(), query, values[query - first], distance.largerIsCloser()));
            }
        }
        return sums.means();
    }

    /** Recall at one k. */
    public double recallAt(int k) {
        Double recall = recallAt.get(k);
        if (recall == null) {
            throw new TwintrackException("recall at %d was not measured, only at %s".formatted(k, recallAt.keySet()));
        }
        return recall;
    }

    /** The places of a query's positives among its references, 1 the nearest, in ascending order. */
    private static int[] ranks(Relations relations, int query, double[] values, boolean largerIsCloser) {
        double[] like = new double[values.length];
        double[] unlike = new double[values.length];
        int likes = 0;
        int unlikes = 0;
        for (int j = 0; j < values.length; j++) {
            double distance = largerIsCloser ? -values[j] : values[j];
            if (relations.positive(query, j)) {
                like[likes++] = distance;
            } else if (relations.negative(query, j)) {
                unlike[unlikes++] = distance;
            }
        }
        Arrays.sort(like, 0, likes);
        Arrays.sort(unlike, 0, unlikes);
        int[] ranks = new int[likes];
        int before = 0;
        for (int i = 0; i < likes; i++) {
            while (before < unlikes && unlike[before] <= like[i]) {
                before++;
            }
            ranks[i] = before + i + 1;
        }
        return ranks;
    }

    /** Running sums over the queries. */
    private static final class Sums {

        private final SortedMap<Integer, Double> hits = new TreeMap<>();
        private double first;
        private double rPrecision;
        private double mapAtR;
        private int queries;
        private int skipped;

        Sums(int[] ks) {
            for (int k : ks) {
                Settings.require(k >= 1, "recall at %d: give at least 1", k);
                hits.put(k, 0.0);
            }
        }

        void add(int[] ranks) {
            if (ranks.length == 0) {
                skipped++;
                return;
            }
            queries++;
            first += ranks[0] == 1 ? 1 : 0;
            hits.replaceAll((k, sum) -> sum + (ranks[0] <= k ? 1 : 0));
            double found = 0;
            double precisions = 0;
            for (int i = 0; i < ranks.length && ranks[i] <= ranks.length; i++) {
                found++;
                precisions += (i + 1.0) / ranks[i];
            }
            rPrecision += found / ranks.length;
            mapAtR += precisions / ranks.length;
        }

        Retrieval means() {
            if (queries == 0) {
                throw new TwintrackException(
                        "none of %d queries has a positive: give two embeddings of one label at least"
                                .formatted(skipped));
            }
            SortedMap<Integer, Double> recalls = new TreeMap<>();
            for (Map.Entry<Integer, Double> hit : hits.entrySet()) {
                recalls.put(hit.getKey(), hit.getValue() / queries);
            }
            return new Retrieval(recalls, first / queries, rPrecision / queries, mapAtR / queries, queries, skipped);
        }
    }
}
