package dev.twintrack.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import dev.twintrack.TemplateFocus;
import dev.twintrack.network.Architecture;
import dev.twintrack.network.Architecture.Head;
import dev.twintrack.network.NetworkBlock;
import dev.twintrack.network.Scalar;
import dev.twintrack.network.Tensor;
import dev.twintrack.network.TwinNetwork;
import dev.twintrack.network.TwinNetwork.Response;
import dev.twintrack.training.data.PairBatch;
import dev.twintrack.training.loop.Losses;
import dev.twintrack.training.loop.Objective;
import dev.twintrack.training.loss.MapGeometry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The twin network as a tracker: where in the search crop is the template's object, and what is its box. Used by one
 * thread.
 */
final class TrackingObjective implements Objective<PairBatch> {

    /** Correlations of hundreds of channels are hundreds wide; this brings them to the size of a logit (SiamFC). */
    private static final double CORRELATION_SCALE = 1e-3;

    private final NetworkBlock block;
    private final LossConfig config;
    private final Architecture architecture;
    private final MapGeometry geometry;
    private final TemplateFocus focus;

    /** @param frozen names of the parameters that are held still, BatchNorm statistics among them */
    TrackingObjective(NetworkBlock block, LossConfig config, Predicate<String> frozen) {
        this.block = block;
        this.config = config;
        TwinNetwork network = block.network();
        this.architecture = network.architecture();
        int cells = (int) network.searchShape()[2];
        int size = architecture.head() == Head.CORRELATION ? cells - (int) network.templateShape()[2] + 1 : cells;
        this.geometry = MapGeometry.centered(size, network.stride(), architecture.searchSize());
        this.focus = new TemplateFocus(network);
        block.freeze(frozen);
    }

    @Override
    public Map<String, NDArray> parameters() {
        return block.arrays();
    }

    @Override
    public boolean trainable(String name) {
        return !NetworkBlock.isStatistic(name);
    }

    @Override
    public Losses losses(NDManager manager, PairBatch batch, boolean training) {
        PairLabels labels = PairLabels.of(batch, geometry, architecture.head(), config.radius());
        NDArray template = block.template(images(manager, batch.templates(), architecture.templateSize()), training)
                .mul(focus(manager, batch));
        NDArray search = images(manager, batch.searches(), architecture.searchSize());
        Map<String, NDArray> terms = new LinkedHashMap<>();
        if (architecture.head() == Head.CORRELATION) {
            NDArray features = block.embed(search, training);
            NDArray map = correlate(features, template);
            scoreTerms(manager, map.mul(Scalar.of(map, CORRELATION_SCALE)), labels, terms);
        } else {
            Response<NDArray> response = block.search(search, template, training);
            scoreTerms(manager, response.score(), labels, terms);
            boxTerms(manager, response, labels, terms);
        }
        return total(terms);
    }

    /** What each template's cells count: {@code N × 1 × k × k}. */
    private NDArray focus(NDManager manager, PairBatch batch) {
        int plane = focus.side() * focus.side();
        float[] weights = new float[batch.size() * plane];
        for (int i = 0; i < batch.size(); i++) {
            System.arraycopy(focus.weights(batch.pairs().get(i).exemplar()), 0, weights, i * plane, plane);
        }
        return manager.create(weights, new Shape(batch.size(), 1, focus.side(), focus.side()));
    }

    private void scoreTerms(NDManager manager, NDArray logits, PairLabels labels, Map<String, NDArray> terms) {
        NDArray scores = manager.create(labels.scores(), logits.getShape());
        if (config.score() > 0) {
            terms.put("score", config.scoreLoss().of(logits, scores));
        }
        if (config.triplet() > 0) {
            terms.put("triplet", config.tripletLoss().of(logits, scores));
        }
        if (config.lookAlike() > 0 && labels.hasRivals()) {
            NDArray rivals = manager.create(labels.rivals(), logits.getShape());
            terms.put("lookAlike", config.tripletLoss().of(logits, rivals));
        }
    }

    private void boxTerms(
            NDManager manager, Response<NDArray> response, PairLabels labels, Map<String, NDArray> terms) {
        NDArray distances =
                response.box().minimum(Scalar.of(response.box(), block.network().reach()));
        NDArray predicted = distances.mul(Scalar.of(distances, geometry.stride()));
        Shape maps = response.score().getShape();
        NDArray weights = manager.create(labels.boxWeights(), maps);
        if (config.box() > 0) {
            NDArray target = manager.create(labels.distances(), predicted.getShape());
            terms.put("box", config.boxKind().of(predicted, target, weights));
        }
        if (config.quality() > 0) {
            float[] overlaps = labels.overlaps(predicted.toFloatArray(), geometry.cells());
            NDArray logits = response.quality();
            NDArray loss = Activation.softPlus(logits).sub(logits.mul(manager.create(overlaps, maps)));
            terms.put("quality", loss.mul(weights).sum().div(weights.sum().maximum(1)));
        }
        if (config.mistaken() > 0) {
            float[] shares =
                    labels.mistaken(response.score().toFloatArray(), geometry.cells(), config.tripletHardest());
            NDArray loss = Activation.softPlus(response.quality()).mul(manager.create(shares, maps));
            terms.put("mistaken", loss.sum());
        }
    }

    private Losses total(Map<String, NDArray> terms) {
        NDArray total = null;
        for (Map.Entry<String, NDArray> term : terms.entrySet()) {
            NDArray weighted = term.getValue().mul(Scalar.of(term.getValue(), weight(term.getKey())));
            total = total == null ? weighted : total.add(weighted);
        }
        return new Losses(total, terms);
    }

    private float weight(String term) {
        return (float)
                switch (term) {
                    case "score" -> config.score();
                    case "triplet" -> config.triplet();
                    case "lookAlike" -> config.lookAlike();
                    case "box" -> config.box();
                    case "quality" -> config.quality();
                    case "mistaken" -> config.mistaken();
                    default -> throw new IllegalArgumentException(term);
                };
    }

    /** Plain cross-correlation of each crop with its own template: {@code N × 1 × H × W}. */
    private static NDArray correlate(NDArray features, NDArray template) {
        Shape shape = features.getShape();
        long n = shape.get(0);
        NDArray flat = features.reshape(1, n * shape.get(1), shape.get(2), shape.get(3));
        NDArray map = Conv2d.conv2d(flat, template, null, new Shape(1, 1), new Shape(0, 0), new Shape(1, 1), (int) n)
                .singletonOrThrow();
        return map.reshape(n, 1, map.getShape().get(2), map.getShape().get(3));
    }

    private static NDArray images(NDManager manager, float[] pixels, int side) {
        return manager.create(pixels, new Shape(pixels.length / (3L * side * side), 3, side, side));
    }

    @Override
    public int size(PairBatch batch) {
        return batch.size();
    }

    @Override
    public Map<String, Tensor> tensors(PairBatch batch) {
        long t = architecture.templateSize();
        long s = architecture.searchSize();
        PairLabels labels = PairLabels.of(batch, geometry, architecture.head(), config.radius());
        long[] maps = {batch.size(), 1, geometry.rows(), geometry.columns()};
        return Map.of(
                "templates", new Tensor(new long[] {batch.size(), 3, t, t}, batch.templates()),
                "searches", new Tensor(new long[] {batch.size(), 3, s, s}, batch.searches()),
                "labels", new Tensor(maps, labels.scores()),
                "distances", new Tensor(new long[] {maps[0], 4, maps[2], maps[3]}, labels.distances()));
    }
}
