package dev.twintrack.training.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.twintrack.TwintrackException;
import dev.twintrack.network.Scalar;

/**
 * A loss on boxes given as distances from a cell's centre to the left, top, right and bottom edge. Two boxes of one cell
 * both hold its centre, so that their overlap is a product of sums of minima (UnitBox, Yu et al., ACM MM 2016, algorithm
 * 1). With overlap I, union U and smallest enclosing box C:
 *
 * <ul>
 *   <li>{@link #IOU}: {@code 1 - I/U}
 *   <li>{@link #LOG_IOU}: {@code -log((I + 1)/(U + 1))}, UnitBox's, in the form of FCOS's code that is finite at I = 0
 *   <li>{@link #GIOU}: {@code 1 - I/U + (C - U)/C} (Rezatofighi et al., CVPR 2019), which still has a slope where
 *       degenerate boxes do not overlap
 * </ul>
 *
 * Distances are in any one unit for {@code IOU} and {@code GIOU}, in pixels for {@code LOG_IOU}. Negative distances count
 * as 0. Stateless; used by the thread that owns the arrays.
 */
public enum BoxLoss {
    IOU,
    LOG_IOU,
    GIOU;

    private static final float TINY = 1e-6f;

    /**
     * The weighted mean over the cells of a batch; 0 when all weights are 0.
     *
     * @param predicted {@code (B, 4, H, W)}
     * @param target {@code (B, 4, H, W)}, see {@link MapLabels#distances}
     * @param weights {@code (B, 1, H, W)}, at least 0, see {@link MapLabels#boxWeights}
     * @return a scalar on the predictions' manager, differentiable in them
     */
    public NDArray of(NDArray predicted, NDArray target, NDArray weights) {
        check(predicted.getShape(), target.getShape(), weights.getShape());
        return Scoped.compute(() -> {
            Sides p = Sides.of(predicted.maximum(Scalar.of(predicted, 0)));
            Sides t = Sides.of(target.maximum(0f));
            NDArray overlap = Sides.of(p.distances.minimum(t.distances)).area();
            NDArray union = p.area().add(t.area()).sub(overlap);
            NDArray losses = losses(p, t, overlap, union);
            NDArray total = losses.mul(weights).sum();
            return total.div(weights.sum().maximum(TINY));
        });
    }

    private NDArray losses(Sides p, Sides t, NDArray overlap, NDArray union) {
        if (this == LOG_IOU) {
            return union.add(1f).log().sub(overlap.add(1f).log());
        }
        NDArray iouLoss =
                overlap.div(union.maximum(Scalar.of(union, TINY))).neg().add(1f);
        if (this == IOU) {
            return iouLoss;
        }
        NDArray hull = Sides.of(p.distances.maximum(t.distances)).area();
        return iouLoss.add(hull.sub(union).div(hull.maximum(Scalar.of(hull, TINY))));
    }

    private static void check(Shape predicted, Shape target, Shape weights) {
        boolean boxes = predicted.dimension() == 4 && predicted.get(1) == 4 && predicted.equals(target);
        Shape wanted = boxes ? new Shape(predicted.get(0), 1, predicted.get(2), predicted.get(3)) : null;
        if (!boxes || !wanted.equals(weights)) {
            throw new TwintrackException(
                    "box loss wants distances (B, 4, H, W) twice and weights (B, 1, H, W), got %s, %s and %s"
                            .formatted(predicted, target, weights));
        }
    }

    /** Distances {@code (B, 4, H, W)} with the area of their boxes, {@code (B, 1, H, W)}. */
    private record Sides(NDArray distances) {

        static Sides of(NDArray distances) {
            return new Sides(distances);
        }

        NDArray area() {
            NDArray widthAndHeight = distances.get(":, 0:2").add(distances.get(":, 2:4"));
            return widthAndHeight.get(":, 0:1").mul(widthAndHeight.get(":, 1:2"));
        }
    }
}
