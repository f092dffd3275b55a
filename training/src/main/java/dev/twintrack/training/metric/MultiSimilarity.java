package dev.twintrack.training.metric;

import ai.djl.ndarray.NDArray;
import dev.twintrack.network.Scalar;
import dev.twintrack.training.loss.Scoped;

/**
 * Multi-similarity loss (Wang et al., "Multi-Similarity Loss with General Pair Weighting for Deep Metric Learning", CVPR
 * 2019, equation 15). With similarity s:
 *
 * <pre>  reduce over anchors  1/alpha · log(1 + Σ over positives e^(-alpha (s - base)))
 *                     + 1/beta  · log(1 + Σ over negatives e^(beta (s - base)))</pre>
 *
 * With a distance the signs turn round. An anchor without pairs has loss 0 and counts in the mean.
 *
 * @param alpha weight of positives, above 0; 2 in the paper
 * @param beta weight of negatives, above 0; 50 in the paper
 * @param base the similarity that divides both kinds; 0.5 in common use
 */
public record MultiSimilarity(Distance distance, double alpha, double beta, double base, Reducer reducer)
        implements MetricLoss {

    public MultiSimilarity {
        Settings.positive("multi-similarity loss", "alpha", alpha);
        Settings.positive("multi-similarity loss", "beta", beta);
        Settings.finite("multi-similarity loss", "base", base);
    }

    /** Averaged over all anchors. */
    public static MultiSimilarity of(Distance distance, double alpha, double beta, double base) {
        return new MultiSimilarity(distance, alpha, beta, base, Reducer.mean());
    }

    /** This loss with another reducer. */
    public MultiSimilarity reducedBy(Reducer other) {
        return new MultiSimilarity(distance, alpha, beta, base, other);
    }

    @Override
    public NDArray of(Comparison comparison, Tuples tuples) {
        Pairs pairs = tuples.asPairs();
        return Scoped.compute(() -> {
            if (pairs.isEmpty()) {
                return DistanceMatrix.zero(comparison);
            }
            NDArray values = DistanceMatrix.of(comparison, distance).values().sub((float) base);
            float further = distance.largerIsCloser() ? -1 : 1;
            NDArray positive = DistanceMatrix.logOnePlusSumExp(
                    values.mul(Scalar.of(values, further * alpha)), pairs.positiveAnchors(), pairs.positives());
            NDArray negative = DistanceMatrix.logOnePlusSumExp(
                    values.mul(Scalar.of(values, -further * beta)), pairs.negativeAnchors(), pairs.negatives());
            return reducer.reduce(
                    positive.mul(Scalar.of(positive, 1 / alpha)).add(negative.mul(Scalar.of(negative, 1 / beta))));
        });
    }
}
