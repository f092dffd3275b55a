package dev.twintrack.training.metric;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import dev.twintrack.network.Scalar;
import dev.twintrack.training.loss.Scoped;

/**
 * Triplet loss (Schroff, Kalenichenko and Philbin, "FaceNet", CVPR 2015, equation 2; Weinberger and Saul, JMLR 2009):
 *
 * <pre>  reduce over triplets [d(a, p) - d(a, n) + margin]+</pre>
 *
 * With a similarity the difference turns round. Variants:
 *
 * <ul>
 *   <li>{@link #swapped()}: {@code d(a, n)} gives way to {@code d(p, n)} where that is closer (Balntas et al., "Learning
 *       local feature descriptors with triplets and shallow convolutional neural networks", BMVC 2016, section 2.2)
 *   <li>{@link #soft()}: {@code log(1 + exp(·))} in place of the hinge, which never stops pulling (Hermans et al., "In
 *       Defense of the Triplet Loss", 2017, section 2; margin 0 there)
 * </ul>
 *
 * @param margin how much further the negative must be, in units of the distance
 */
public record TripletMargin(Distance distance, double margin, boolean swap, boolean softened, Reducer reducer)
        implements MetricLoss {

    public TripletMargin {
        Settings.finite("triplet loss", "margin", margin);
    }

    /** The hinge, averaged over the non-zero triplets. */
    public static TripletMargin of(Distance distance, double margin) {
        return new TripletMargin(distance, margin, false, false, Reducer.averageNonZero());
    }

    /** This loss with the negative compared to the positive as well. */
    public TripletMargin swapped() {
        return new TripletMargin(distance, margin, true, softened, reducer);
    }

    /** This loss with softplus in place of the hinge. */
    public TripletMargin soft() {
        return new TripletMargin(distance, margin, swap, true, reducer);
    }

    /** This loss with another reducer. */
    public TripletMargin reducedBy(Reducer other) {
        return new TripletMargin(distance, margin, swap, softened, other);
    }

    @Override
    public NDArray of(Comparison comparison, Tuples tuples) {
        Triplets triplets = tuples.asTriplets();
        return Scoped.compute(() -> {
            if (triplets.isEmpty()) {
                return DistanceMatrix.zero(comparison);
            }
            DistanceMatrix matrix = DistanceMatrix.of(comparison, distance);
            NDArray toPositive = matrix.at(triplets.anchors(), triplets.positives());
            NDArray toNegative = matrix.at(triplets.anchors(), triplets.negatives());
            if (swap) {
                toNegative = closer(toNegative, positiveToNegative(comparison, triplets));
            }
            NDArray violation = distance.excess(toPositive, toNegative).add((float) margin);
            return reducer.reduce(
                    softened ? Activation.softPlus(violation) : violation.maximum(Scalar.of(violation, 0)));
        });
    }

    private NDArray positiveToNegative(Comparison comparison, Triplets triplets) {
        NDArray references = comparison.references().embeddings();
        return new DistanceMatrix(distance.between(references, references))
                .at(triplets.positives(), triplets.negatives());
    }

    private NDArray closer(NDArray first, NDArray second) {
        return distance.largerIsCloser() ? first.maximum(second) : first.minimum(second);
    }
}
