package dev.twintrack.network;

import dev.twintrack.network.Architecture.Head;
import java.util.List;
import java.util.Map;

/**
 * The twin network: one encoder (trunk and neck) that embeds template and search crop alike, and the head that
 * compares them. Says what is computed; {@link Ops} says how.
 *
 * <p>Positions of the search map are {@link #stride()} pixels of the search crop apart and lie symmetrically about the
 * crop's centre.
 *
 * @param architecture names and sizes
 */
public record TwinNetwork(Architecture architecture) {

    /**
     * What the search branch gives; {@code H × W} positions.
     *
     * @param features {@code N × C × H × W}, the search crop's embedding
     * @param score {@code N × 1 × H × W} logits that the target's centre is near; null without an anchor-free head
     * @param quality {@code N × 1 × H × W} logits of the box's expected IoU; null without an anchor-free head
     * @param box {@code N × 4 × H × W} distances from the position to the box's left, top, right and bottom edge, in
     *     strides; null without an anchor-free head
     */
    public record Response<T>(T features, T score, T quality, T box) {}

    /** The embedding of a crop of any size: {@code N × C × h × w}. */
    public <T> T embed(Ops<T> ops, T image) {
        Trunk.Features<T> trunk = architecture.trunk().features(ops, image, architecture.stage());
        return neck(ops, trunk.value(), trunk.channels());
    }

    /** The neck alone: trunk features {@code N × trunk channels × h × w} to an embedding {@code N × C × h × w}. */
    public <T> T neck(Ops<T> ops, T features, int channels) {
        return architecture.channels() == 0
                ? features
                : ops.conv(
                        "neck",
                        features,
                        Conv.same(channels, architecture.channels(), 1).normed());
    }

    /** The template that searches are compared with: the centre of the template crop's embedding. */
    public <T> T template(Ops<T> ops, T image) {
        return ops.center(embed(ops, image), architecture.templateCells());
    }

    /** Compares search crops with templates, one template a crop. */
    public <T> Response<T> search(Ops<T> ops, T image, T template) {
        T features = embed(ops, image);
        return architecture.head() == Head.CORRELATION
                ? new Response<>(features, null, null, null)
                : head(ops, features, template);
    }

    private <T> Response<T> head(Ops<T> ops, T features, T template) {
        int width = architecture.headChannels();
        int cells = (int) (templateShape()[2] * templateShape()[3]);
        T similar = ops.correlate(template, features);
        T weighted = ops.multiply(features, ops.meanPool(template));
        int fused = cells + embeddingChannels();
        T x = ops.concat(List.of(similar, weighted));
        x = ops.relu(ops.conv("head.fuse", x, Conv.same(fused, width, 1).normed()));
        T what = tower(ops, "head.score", x, width);
        T where = tower(ops, "head.box", x, width);
        T score = ops.conv("head.score.out", what, Conv.same(width, 1, 3));
        T quality = ops.conv("head.quality.out", where, Conv.same(width, 1, 3));
        T box = ops.exp(ops.conv("head.box.out", where, Conv.same(width, 4, 3)));
        return new Response<>(features, score, quality, box);
    }

    private <T> T tower(Ops<T> ops, String name, T x, int width) {
        for (int layer = 0; layer < architecture.headLayers(); layer++) {
            x = ops.relu(ops.conv(name + layer, x, Conv.same(width, width, 3).normed()));
        }
        return x;
    }

    /** Pixels of the crop between two neighbouring positions of its map. */
    public int stride() {
        return architecture
                .trunk()
                .features(new ShapeOps(), image(architecture.searchSize()), architecture.stage())
                .stride();
    }

    /**
     * The longest distance from a position to an edge of its box, in strides: twice the map. The head predicts logarithms
     * of distances, and the exponentials of an untrained one know no bound; whoever reads them takes this one.
     */
    public int reach() {
        return 2 * (int) searchShape()[2];
    }

    /** Channels of the embedding. */
    public int embeddingChannels() {
        return (int) templateShape()[1];
    }

    /** {@code {1, C, h, w}} of one template. */
    public long[] templateShape() {
        return template(new ShapeOps(), image(architecture.templateSize()));
    }

    /** {@code {1, C, H, W}} of one search crop's features. */
    public long[] searchShape() {
        return embed(new ShapeOps(), image(architecture.searchSize()));
    }

    /** Every parameter by name, with its shape, in the order of computation. */
    public Map<String, long[]> parameters() {
        ShapeOps ops = new ShapeOps();
        long[] template = template(ops, image(architecture.templateSize()));
        search(ops, image(architecture.searchSize()), template);
        return ops.parameters();
    }

    private static long[] image(int size) {
        return new long[] {1, 3, size, size};
    }
}
