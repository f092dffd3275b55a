package dev.twintrack.training.metric;

import java.util.random.RandomGenerator;

/**
 * Distance-weighted sampling (Wu et al., "Sampling Matters in Deep Embedding Learning", ICCV 2017, section 4.1). Points
 * spread evenly over the unit sphere in n dimensions lie at distance d from one another with density {@code q(d) ∝
 * d^(n-2) · (1 - d²/4)^((n-3)/2)}; drawing negatives with weight {@code 1/q(max(d, cutoff))} spreads them evenly over the
 * distances instead. Embeddings are measured on the unit sphere, whatever distance the table has. Negatives further than
 * the far cut-off have no loss at the usual margins and are never drawn; a query with none nearer gives no triplet.
 *
 * @param cutoff distances below it weigh as much as it, in {@code (0, 2)}
 * @param farCutoff greatest distance, in {@code (0, 2]}
 */
record DistanceWeighted(double cutoff, double farCutoff, RandomGenerator random) implements Miner {

    @Override
    public Triplets mine(DistanceTable table) {
        DistanceTable cosines = table.measuredBy(Distance.cosine());
        IndexTriplets triplets = new IndexTriplets();
        for (int query = 0; query < table.queries(); query++) {
            double[] weights = weights(cosines, query);
            for (int positive = 0; positive < table.references(); positive++) {
                int negative = table.positive(query, positive) ? draw(weights) : -1;
                if (negative >= 0) {
                    triplets.add(query, positive, negative);
                }
            }
        }
        return triplets.triplets();
    }

    /** Running sums of the weights of a query's references. */
    private double[] weights(DistanceTable cosines, int query) {
        int dimension = cosines.points().queries()[query].length;
        double[] logs = new double[cosines.references()];
        double greatest = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < logs.length; j++) {
            double d = Math.sqrt(Math.max(0, 2 - 2 * cosines.at(query, j)));
            boolean drawable = cosines.negative(query, j) && d <= farCutoff;
            logs[j] = drawable ? -logDensity(Math.max(d, cutoff), dimension) : Double.NEGATIVE_INFINITY;
            greatest = Math.max(greatest, logs[j]);
        }
        double sum = 0;
        for (int j = 0; j < logs.length; j++) {
            sum += logs[j] == Double.NEGATIVE_INFINITY ? 0 : Math.exp(logs[j] - greatest);
            logs[j] = sum;
        }
        return logs;
    }

    private static double logDensity(double d, int dimension) {
        double remaining = Math.max(1e-8, 1 - d * d / 4);
        return (dimension - 2) * Math.log(d) + (dimension - 3) / 2.0 * Math.log(remaining);
    }

    private int draw(double[] sums) {
        double total = sums.length == 0 ? 0 : sums[sums.length - 1];
        if (total == 0) {
            return -1;
        }
        double drawn = random.nextDouble() * total;
        int chosen = 0;
        while (sums[chosen] <= drawn) {
            chosen++;
        }
        return chosen;
    }
}
