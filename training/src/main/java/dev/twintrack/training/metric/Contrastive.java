package dev.twintrack.training.metric;

import ai.djl.ndarray.NDArray;
import dev.twintrack.network.Scalar;
import dev.twintrack.training.loss.Scoped;

/**
 * Contrastive loss (Hadsell, Chopra and LeCun, "Dimensionality Reduction by Learning an Invariant Mapping", CVPR 2006,
 * equation 4): positive pairs further apart than one margin and negative pairs closer than another are to blame.
 *
 * <pre>  reduce over positive pairs [d - positiveMargin]+   +   reduce over negative pairs [negativeMargin - d]+</pre>
 *
 * With a similarity the differences turn round. The paper squares the hinges, see {@link #squared()}; the plain ones are
 * pytorch-metric-learning's default.
 *
 * @param positiveMargin how far apart a positive pair may be
 * @param negativeMargin how far apart a negative pair must be
 * @param power 1, or 2 to square the hinges
 */
public record Contrastive(Distance distance, double positiveMargin, double negativeMargin, int power, Reducer reducer)
        implements MetricLoss {

    public Contrastive {
        Settings.finite("contrastive loss", "positive margin", positiveMargin);
        Settings.finite("contrastive loss", "negative margin", negativeMargin);
        Settings.require(power == 1 || power == 2, "contrastive loss with power %d: give 1 or 2", power);
    }

    /** Plain hinges, averaged over the non-zero ones. */
    public static Contrastive of(Distance distance, double positiveMargin, double negativeMargin) {
        return new Contrastive(distance, positiveMargin, negativeMargin, 1, Reducer.averageNonZero());
    }

    /** This loss with squared hinges, as the paper has it (but for its constant factor of a half). */
    public Contrastive squared() {
        return new Contrastive(distance, positiveMargin, negativeMargin, 2, reducer);
    }

    /** This loss with another reducer. */
    public Contrastive reducedBy(Reducer other) {
        return new Contrastive(distance, positiveMargin, negativeMargin, power, other);
    }

    @Override
    public NDArray of(Comparison comparison, Tuples tuples) {
        Pairs pairs = tuples.asPairs();
        return Scoped.compute(() -> {
            NDArray total = DistanceMatrix.zero(comparison);
            if (pairs.isEmpty()) {
                return total;
            }
            DistanceMatrix matrix = DistanceMatrix.of(comparison, distance);
            float sign = distance.largerIsCloser() ? -1 : 1;
            if (pairs.positives().length > 0) {
                NDArray d = matrix.at(pairs.positiveAnchors(), pairs.positives());
                total = total.add(reduced(d.sub((float) positiveMargin).mul(Scalar.of(d, sign))));
            }
            if (pairs.negatives().length > 0) {
                NDArray d = matrix.at(pairs.negativeAnchors(), pairs.negatives());
                total = total.add(reduced(d.sub((float) negativeMargin).mul(Scalar.of(d, -sign))));
            }
            return total;
        });
    }

    private NDArray reduced(NDArray excess) {
        NDArray hinge = excess.maximum(Scalar.of(excess, 0));
        return reducer.reduce(power == 2 ? hinge.square() : hinge);
    }
}
