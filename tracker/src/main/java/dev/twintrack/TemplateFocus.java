package dev.twintrack;

import dev.twintrack.network.Architecture;
import dev.twintrack.network.TwinNetwork;

/**
 * Fades what surrounds the target in a template. The crop is square and the target may be thin: of a runner's template most
 * cells show the track, and a network that is not told which are his follows the track when he leaves it. Each cell is
 * multiplied by {@code 1 - focus · (1 - c)}, where {@code c} is the share of the cell that the target's box covers.
 */
public final class TemplateFocus {

    private final double focus;
    private final int side;
    private final double stride;
    private final double first;

    /** For templates of an architecture. */
    public TemplateFocus(TwinNetwork network) {
        Architecture architecture = network.architecture();
        focus = architecture.focus();
        side = (int) network.templateShape()[2];
        stride = network.stride();
        first = (architecture.templateSize() - side * stride) / 2;
    }

    /** Side {@code k} of a template in cells. */
    public int side() {
        return side;
    }

    /**
     * What to multiply the cells with.
     *
     * @param target in pixels of the template crop
     * @return {@code k × k} values in {@code [1 - focus, 1]}
     */
    public float[] weights(Box target) {
        float[] weights = new float[side * side];
        for (int i = 0; i < weights.length; i++) {
            Box cell = new Box(first + i % side * stride, first + i / side * stride, stride, stride);
            double covered = cell.intersection(target).area() / cell.area();
            weights[i] = (float) (1 - focus * (1 - covered));
        }
        return weights;
    }

    /**
     * A template so weighted.
     *
     * @param template {@code C × k × k}
     * @param target in pixels of the template crop
     */
    public float[] apply(float[] template, Box target) {
        float[] weights = weights(target);
        float[] result = template.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] *= weights[i % weights.length];
        }
        return result;
    }
}
