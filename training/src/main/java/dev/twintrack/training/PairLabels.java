package dev.twintrack.training;

import dev.twintrack.Box;
import dev.twintrack.network.Architecture.Head;
import dev.twintrack.training.data.Pair;
import dev.twintrack.training.data.PairBatch;
import dev.twintrack.training.loss.MapGeometry;
import dev.twintrack.training.loss.MapLabels;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What the head should answer to a batch of pairs, one map after another.
 *
 * @param scores {@code n × H × W} labels
 * @param rivals labels with the cells on look-alikes as the only negatives
 * @param distances {@code n × 4 × H × W}, in pixels
 * @param boxWeights {@code n × H × W}
 */
record PairLabels(float[] scores, float[] rivals, float[] distances, float[] boxWeights) {

    static PairLabels of(PairBatch batch, MapGeometry geometry, Head head, double radius) {
        int cells = geometry.cells();
        PairLabels labels = new PairLabels(
                new float[batch.size() * cells],
                new float[batch.size() * cells],
                new float[batch.size() * cells * 4],
                new float[batch.size() * cells]);
        for (int i = 0; i < batch.size(); i++) {
            labels.fill(i, batch, geometry, head, radius);
        }
        return labels;
    }

    private void fill(int i, PairBatch batch, MapGeometry geometry, Head head, double radius) {
        int cells = geometry.cells();
        int at = i * cells;
        Arrays.fill(rivals, at, at + cells, MapLabels.IGNORED);
        Pair pair = batch.pairs().get(i);
        if (pair.target().isEmpty()) {
            return;
        }
        Box target = pair.target().get();
        float[] own = head == Head.CORRELATION
                ? MapLabels.blocks(geometry, target, radius)
                : MapLabels.ellipse(geometry, target);
        System.arraycopy(own, 0, scores, at, cells);
        System.arraycopy(MapLabels.boxWeights(geometry, target, own), 0, boxWeights, at, cells);
        System.arraycopy(MapLabels.distances(geometry, target), 0, distances, 4 * at, 4 * cells);
        for (Box rival : pair.lookalikes()) {
            float[] other = MapLabels.ellipse(geometry, rival);
            for (int cell = 0; cell < cells; cell++) {
                if (other[cell] == MapLabels.POSITIVE && own[cell] == MapLabels.NEGATIVE) {
                    rivals[at + cell] = MapLabels.NEGATIVE;
                }
            }
        }
        for (int cell = 0; cell < cells; cell++) {
            if (own[cell] == MapLabels.POSITIVE) {
                rivals[at + cell] = MapLabels.POSITIVE;
            }
        }
    }

    /** Whether any map has a cell on a look-alike. */
    boolean hasRivals() {
        for (float label : rivals) {
            if (label == MapLabels.NEGATIVE) {
                return true;
            }
        }
        return false;
    }

    /**
     * The overlap with the target that each cell's predicted box has, where boxes are taught; 0 elsewhere.
     *
     * @param predicted {@code n × 4 × H × W} distances in pixels
     */
    float[] overlaps(float[] predicted, int cells) {
        float[] overlaps = new float[boxWeights.length];
        for (int at = 0; at < overlaps.length; at++) {
            if (boxWeights[at] > 0) {
                overlaps[at] = overlap(predicted, at / cells * 4 * cells + at % cells, cells);
            }
        }
        return overlaps;
    }

    /**
     * The cells most likely to be mistaken for the target: of each map the negative ones with the highest scores.
     *
     * @param predicted {@code n × H × W} scores
     * @param most how many of a map; 0 for all
     * @return each one's share of them all, 0 for other cells
     */
    float[] mistaken(float[] predicted, int cells, int most) {
        float[] shares = new float[scores.length];
        int chosen = 0;
        for (int from = 0; from < scores.length; from += cells) {
            int[] highest = IntStream.range(from, from + cells)
                    .filter(at -> scores[at] == MapLabels.NEGATIVE)
                    .boxed()
                    .sorted(Comparator.comparing((Integer at) -> predicted[at]).reversed())
                    .limit(most == 0 ? cells : most)
                    .mapToInt(Integer::intValue)
                    .toArray();
            for (int at : highest) {
                shares[at] = 1;
            }
            chosen += highest.length;
        }
        for (int at = 0; at < shares.length; at++) {
            shares[at] /= Math.max(1, chosen);
        }
        return shares;
    }

    private float overlap(float[] predicted, int first, int cells) {
        float[] p = new float[4];
        float[] t = new float[4];
        for (int side = 0; side < 4; side++) {
            p[side] = predicted[first + side * cells];
            t[side] = distances[first + side * cells];
        }
        float width = Math.min(p[0], t[0]) + Math.min(p[2], t[2]);
        float height = Math.min(p[1], t[1]) + Math.min(p[3], t[3]);
        float shared = width * height;
        return shared / ((p[0] + p[2]) * (p[1] + p[3]) + (t[0] + t[2]) * (t[1] + t[3]) - shared);
    }
}
