package dev.twintrack.training.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import dev.twintrack.TwintrackException;
import dev.twintrack.network.Scalar;

/**
 * Focal loss (Lin et al., ICCV 2017, equation 5): {@code -a · (1 - p)^g · log p}, where p is the probability that the
 * logistic function gives to a cell's true class, g the focusing exponent, and a = alpha at positive and 1 - alpha at
 * negative cells. Summed over the cells of the batch and divided by its number of positive cells (section 4.1; by 1, if
 * it has none). Computed from softplus alone: {@code log p = -softplus(-z)} and {@code (1 - p)^g = exp(-g ·
 * softplus(z))}, with z the logit signed by the class.
 *
 * @param alpha weight of positive cells in {@code (0, 1)}
 * @param gamma at least 0; 0 gives the weighted logistic loss
 */
record Focal(double alpha, double gamma) implements ScoreLoss {

    Focal {
        if (!(alpha > 0 && alpha < 1)) {
            throw new TwintrackException("focal loss with alpha %s: give a value between 0 and 1".formatted(alpha));
        }
        if (!(gamma >= 0) || !Double.isFinite(gamma)) {
            throw new TwintrackException(
                    "focal loss with gamma %s: give a finite value of at least 0".formatted(gamma));
        }
    }

    @Override
    public NDArray of(NDArray logits, NDArray labels) {
        return Scoped.compute(() -> {
            Cells cells = Cells.of(logits, labels);
            NDArray z = cells.logits().mul(cells.positive().sub(cells.negative()));
            NDArray logLoss = Activation.softPlus(z.neg());
            NDArray focus = Activation.softPlus(z).mul(Scalar.of(z, -gamma)).exp();
            NDArray weights =
                    cells.positive().mul((float) alpha).add(cells.negative().mul((float) (1 - alpha)));
            NDArray positives = cells.positive().sum().maximum(1f);
            return logLoss.mul(focus).mul(weights).sum().div(positives);
        });
    }
}
