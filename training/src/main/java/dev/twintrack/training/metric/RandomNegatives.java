package dev.twintrack.training.metric;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Every positive pair with one negative drawn evenly from the query's negatives. */
record RandomNegatives(RandomGenerator random) implements Miner {

    @Override
    public Triplets mine(DistanceTable table) {
        IndexTriplets triplets = new IndexTriplets();
        for (int query = 0; query < table.queries(); query++) {
            int anchor = query;
            int[] negatives = IntStream.range(0, table.references())
                    .filter(reference -> table.negative(anchor, reference))
                    .toArray();
            for (int positive = 0; positive < table.references() && negatives.length > 0; positive++) {
                if (table.positive(query, positive)) {
                    triplets.add(query, positive, negatives[random.nextInt(negatives.length)]);
                }
            }
        }
        return triplets.triplets();
    }
}
