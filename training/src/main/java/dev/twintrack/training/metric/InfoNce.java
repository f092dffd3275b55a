package dev.twintrack.training.metric;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import dev.twintrack.network.Scalar;
import dev.twintrack.training.loss.Scoped;

/**
 * InfoNCE (van den Oord et al., "Representation Learning with Contrastive Predictive Coding", 2018, equation 4), known as
 * NT-Xent where it compares two views of each picture of a batch by cosine similarity (Chen et al., "SimCLR", ICML 2020,
 * equation 1). With closeness s (a similarity, or a distance negated) and temperature t:
 *
 * <pre>  reduce over positive pairs (a, p)  -log( e^(s(a,p)/t) / (e^(s(a,p)/t) + Σ over negatives n of a  e^(s(a,n)/t)) )</pre>
 *
 * Other positives of the anchor are not in the denominator. A pair whose anchor has no negative has loss 0.
 *
 * @param temperature above 0; 0.07 to 0.5 are usual for cosines
 */
public record InfoNce(Distance distance, double temperature, Reducer reducer) implements MetricLoss {

    public InfoNce {
        Settings.positive("InfoNCE", "temperature", temperature);
    }

    /** Averaged over all positive pairs. */
    public static InfoNce of(Distance distance, double temperature) {
        return new InfoNce(distance, temperature, Reducer.mean());
    }

    /** This loss with another reducer. */
    public InfoNce reducedBy(Reducer other) {
        return new InfoNce(distance, temperature, other);
    }

    @Override
    public NDArray of(Comparison comparison, Tuples tuples) {
        Pairs pairs = tuples.asPairs();
        return Scoped.compute(() -> {
            if (pairs.positives().length == 0) {
                return DistanceMatrix.zero(comparison);
            }
            double scale = (distance.largerIsCloser() ? 1 : -1) / temperature;
            NDArray values = DistanceMatrix.of(comparison, distance).values();
            NDArray exponents = values.mul(Scalar.of(values, scale));
            NDArray negatives = DistanceMatrix.logSumExp(exponents, pairs.negativeAnchors(), pairs.negatives());
            NDArray odds = new DistanceMatrix(negatives.sub(exponents)).at(pairs.positiveAnchors(), pairs.positives());
            return reducer.reduce(Activation.softPlus(odds));
        });
    }
}
