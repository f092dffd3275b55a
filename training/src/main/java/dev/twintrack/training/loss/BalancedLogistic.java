package dev.twintrack.training.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Activation;
import dev.twintrack.network.Scalar;

/**
 * Logistic loss with balanced classes. With {@code l(x, y) = log(1 + exp(-yx))}, y = 1 or -1 (Bertinetto et al., ECCVW
 * 2016, equation 1), the loss of a map is
 *
 * <pre>  1/2 · mean over positives l(x, 1)  +  1/2 · mean over negatives l(x, -1)</pre>
 *
 * and that of a batch the mean over its maps. The half of a class that a map does not have is 0, so that the map of a
 * negative pair weighs half as much as that of a positive one. With {@code hardest = k}, the negatives' mean is half the
 * mean over all and half the mean over the k negatives with the greatest loss (all of them, if there are fewer).
 *
 * @param hardest number of hard cells; 0 turns hard cells off
 */
record BalancedLogistic(int hardest) implements ScoreLoss {

    @Override
    public NDArray of(NDArray logits, NDArray labels) {
        return Scoped.compute(() -> {
            Cells cells = Cells.of(logits, labels);
            NDArray signs = cells.negative().sub(cells.positive());
            NDArray losses = Activation.softPlus(cells.logits().mul(signs));
            NDArray positiveShare = cells.positive().div(cells.positives());
            float all = hardest > 0 ? 0.5f : 1f;
            NDArray negativeShare = cells.negative().div(cells.negatives()).mul(all);
            NDArray total = losses.mul(positiveShare.add(negativeShare)).sum();
            if (hardest > 0) {
                total = total.add(hardTerm(losses.mul(cells.negative()), cells.negatives()));
            }
            return total.mul(Scalar.of(total, 0.5 / logits.getShape().get(0)));
        });
    }

    private NDArray hardTerm(NDArray negativeLosses, NDArray negatives) {
        int k = (int) Math.min(hardest, negativeLosses.getShape().get(1));
        NDArray hard = negativeLosses.topK(k, 1, true, false).get(0);
        NDArray count = negatives.minimum(k).toType(DataType.FLOAT32, false);
        return hard.div(count).sum().mul(Scalar.of(hard, 0.5));
    }
}
