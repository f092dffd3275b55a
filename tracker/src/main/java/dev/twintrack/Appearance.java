package dev.twintrack;

import dev.twintrack.network.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What one target looks like: templates of the first frame, turned all the way round, and a running mean of those cut out since,
 * which stands beside the first of them. The first frame keeps its half for good: there alone the box is known. (A template that
 * follows the target without leaving the first: Matthews, Ishikawa, Baker, "The template update problem", PAMI 2004.)
 */
final class Appearance {

    /** What the later templates count for beside the first. */
    private static final double RECENT_SHARE = 0.5;

    /** What the newest counts for among them. */
    private static final double RATE = 0.4;

    private static final String TEMPLATE = "template.";
    private static final String RECENT = "template.recent";

    private final float[][] turned;
    private float[] recent;
    private float[] upright;

    /** @param turned as it was in the box and, where it may turn, all the way round */
    Appearance(float[][] turned) {
        this.turned = turned;
        this.upright = turned[0];
    }

    /** Turns for which there is a template. */
    int turns() {
        return turned.length;
    }

    float[] template(int turn) {
        return turn == 0 ? upright : turned[turn];
    }

    /** Takes in what the target looks like now, as upright as it was at first. */
    void renew(float[] seen) {
        recent = recent == null ? seen : mixed(recent, seen, RATE);
        upright = mixed(turned[0], recent, RECENT_SHARE);
    }

    private static float[] mixed(float[] one, float[] other, double share) {
        float[] mixed = new float[one.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = (float) ((1 - share) * one[i] + share * other[i]);
        }
        return mixed;
    }

    void save(Map<String, Tensor> tensors) {
        for (int i = 0; i < turned.length; i++) {
            tensors.put(TEMPLATE + i, tensor(turned[i]));
        }
        if (recent != null) {
            tensors.put(RECENT, tensor(recent));
        }
    }

    /** Takes back what {@link #save} put there. */
    static Appearance load(Map<String, Tensor> tensors) {
        List<float[]> turned = new ArrayList<>();
        for (Tensor next = tensors.get(TEMPLATE + 0); next != null; next = tensors.get(TEMPLATE + turned.size())) {
            turned.add(next.data());
        }
        Appearance appearance = new Appearance(turned.toArray(float[][]::new));
        Tensor saved = tensors.get(RECENT);
        if (saved != null) {
            appearance.recent = saved.data();
            appearance.upright = mixed(appearance.turned[0], appearance.recent, RECENT_SHARE);
        }
        return appearance;
    }

    private static Tensor tensor(float[] template) {
        return new Tensor(new long[] {template.length}, template);
    }
}
