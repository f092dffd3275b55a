package dev.twintrack.training.loss;

import ai.djl.ndarray.NDArray;
import dev.twintrack.TwintrackException;

/**
 * A loss on score maps: how far the logits of a batch are from saying where the target is. All are computed in 32-bit
 * floats without overflow for any finite logit, and a map without positives, without negatives or with every cell
 * ignored has a defined, finite loss. Stateless; used by the thread that owns the arrays.
 */
public sealed interface ScoreLoss permits BalancedLogistic, Focal, MapTriplet {

    /**
     * The mean loss of a batch.
     *
     * @param logits raw scores, {@code (B, 1, H, W)}
     * @param labels {@link MapLabels#POSITIVE}, {@link MapLabels#NEGATIVE} or {@link MapLabels#IGNORED} for each cell,
     *     same shape, not differentiated
     * @return a scalar on the logits' manager; differentiable, also where it is constant
     */
    NDArray of(NDArray logits, NDArray labels);

    /** Logistic loss in which the positive and the negative cells of a map each carry half of the weight. */
    static ScoreLoss balanced() {
        return new BalancedLogistic(0);
    }

    /**
     * As {@link #balanced()}, with half of the negative weight on the hardest cells of each map.
     *
     * @param hardest number of cells, at least 1
     */
    static ScoreLoss balanced(int hardest) {
        return new BalancedLogistic(atLeastOne(hardest));
    }

    /** Focal loss with the values of the paper: weight 0.25 for positives, exponent 2. */
    static ScoreLoss focal() {
        return focal(0.25, 2);
    }

    /**
     * Focal loss.
     *
     * @param alpha weight of positive cells in {@code (0, 1)}; negative cells weigh {@code 1 - alpha}
     * @param gamma exponent that quiets well-classified cells, at least 0
     */
    static ScoreLoss focal(double alpha, double gamma) {
        return new Focal(alpha, gamma);
    }

    /** Triplet loss over every pair of a positive and a negative cell of a map. */
    static ScoreLoss triplet() {
        return new MapTriplet(0);
    }

    /**
     * Triplet loss of every positive cell against the hardest negatives of its map.
     *
     * @param hardest number of negative cells, at least 1
     */
    static ScoreLoss triplet(int hardest) {
        return new MapTriplet(atLeastOne(hardest));
    }

    private static int atLeastOne(int hardest) {
        if (hardest < 1) {
            throw new TwintrackException("%d hardest negatives: give at least 1".formatted(hardest));
        }
        return hardest;
    }
}
