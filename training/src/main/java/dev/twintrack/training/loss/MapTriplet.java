package dev.twintrack.training.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Activation;
import dev.twintrack.network.Scalar;

/**
 * The triplet loss of Dong and Shen ("Triplet Loss in Siamese Network for Object Tracking", ECCV 2018, section 3.2) on the
 * values of a score map. With M positive scores p and N negative scores n, the loss of a map is
 *
 * <pre>  1/(MN) · sum over i, j  log(1 + exp(n_j - p_i))</pre>
 *
 * and that of a batch the mean over the maps that have both kinds; 0 when none has. It sees differences of scores only:
 * to keep their level where a confidence needs it, add a logistic loss. With {@code hardest = k}, the sum runs over the k
 * greatest negative scores alone (all of them, if there are fewer).
 *
 * <p>Memory: the pairs of a batch are held for the backward step, {@code B · M · N} floats with M and N the greatest of
 * the batch (a 25 × 25 map with 50 positives: 120 kB a sample), or {@code B · M · k}.
 *
 * @param hardest number of negative cells; 0 takes all
 */
record MapTriplet(int hardest) implements ScoreLoss {

    /** Further below any logit than differences of logits reach; a float holds it without loss for the others. */
    private static final float NEVER = 1e9f;

    @Override
    public NDArray of(NDArray logits, NDArray labels) {
        return Scoped.compute(() -> {
            Cells cells = Cells.of(logits, labels);
            Counts counts = Counts.of(cells);
            if (counts.maps == 0) {
                return logits.mul(Scalar.of(logits, 0)).sum();
            }
            int k = hardest > 0 ? Math.min(hardest, counts.negatives) : counts.negatives;
            NDArray p = greatest(cells.logits(), cells.positive(), counts.positives);
            NDArray n = greatest(cells.logits(), cells.negative(), k);
            // Membership of the chosen cells: places beyond a map's own count hold cells of the other kind.
            NDArray shareOfP = share(cells.positive(), counts.positives);
            NDArray shareOfN = share(cells.negative(), k);
            NDArray pairs = Activation.softPlus(n.expandDims(1).sub(p.expandDims(2)));
            return pairs.mul(shareOfN.expandDims(1))
                    .sum(new int[] {2})
                    .mul(shareOfP)
                    .sum()
                    .div(Scalar.of(pairs, counts.maps));
        });
    }

    /** The greatest scores of the marked cells in descending order, {@code (B, k)}. */
    private static NDArray greatest(NDArray logits, NDArray mask, int k) {
        return logits.add(mask.sub(1f).mul(NEVER)).topK(k, 1, true, true).get(0);
    }

    /** {@code 1/c} at the first c of k places and 0 after them, c the number of marked cells of a row, at most k. */
    private static NDArray share(NDArray mask, int k) {
        NDArray places = mask.getManager().arange(k).toType(DataType.FLOAT32, false);
        NDArray count = mask.sum(new int[] {1}, true).minimum(k);
        NDArray chosen = places.expandDims(0).lt(count).toType(DataType.FLOAT32, false);
        return chosen.div(count.maximum(1f));
    }

    /** Over the maps that have both kinds of cells: their number, and the most cells of each kind. */
    private record Counts(int maps, int positives, int negatives) {

        static Counts of(Cells cells) {
            float[] positive = cells.positive().sum(new int[] {1}).toFloatArray();
            float[] negative = cells.negative().sum(new int[] {1}).toFloatArray();
            int maps = 0;
            int mostPositives = 0;
            int mostNegatives = 0;
            for (int i = 0; i < positive.length; i++) {
                if (positive[i] > 0 && negative[i] > 0) {
                    maps++;
                    mostPositives = Math.max(mostPositives, (int) positive[i]);
                    mostNegatives = Math.max(mostNegatives, (int) negative[i]);
                }
            }
            return new Counts(maps, mostPositives, mostNegatives);
        }
    }
}
