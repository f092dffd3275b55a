package dev.twintrack.network;

import dev.twintrack.TwintrackException;
import dev.twintrack.network.Architecture.Head;
import java.util.ArrayList;
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

    /** The embedding of a crop of any size: {@code N × C × h × w}, its levels one after another. */
    public <T> T embed(Ops<T> ops, T image) {
        return joined(ops, levels(ops, image));
    }

    /** What the crop shows and, where the architecture has detail, how it looks: one embedding each. */
    private <T> List<T> levels(Ops<T> ops, T image) {
        Trunk.Features<T> trunk = architecture.trunk().features(ops, image, architecture.stage());
        T deep = neck(ops, trunk.value(), trunk.channels());
        return architecture.detail() == 0 ? List.of(deep) : List.of(deep, detail(ops, trunk.finer()));
    }

    /** Padded as the trunk pads, so that both levels have the same positions. */
    private <T> T detail(Ops<T> ops, Trunk.Features<T> finer) {
        if (finer == null) {
            throw new TwintrackException("%s has no features at half the stride of stage %d: set detail to 0"
                    .formatted(architecture.trunk(), architecture.stage()));
        }
        int padding = architecture.trunk().margin();
        return ops.conv(
                "detail", finer.value(), new Conv(finer.channels(), architecture.detail(), 3, 2, padding, 1, true));
    }

    private static <T> T joined(Ops<T> ops, List<T> levels) {
        return levels.size() == 1 ? levels.get(0) : ops.concat(levels);
    }

    /** The levels that a template was joined of. */
    private <T> List<T> levels(Ops<T> ops, T template, int all) {
        int deep = all - architecture.detail();
        return deep == all
                ? List.of(template)
                : List.of(ops.channels(template, 0, deep), ops.channels(template, deep, all));
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
        List<T> levels = levels(ops, image);
        return architecture.head() == Head.CORRELATION
                ? new Response<>(joined(ops, levels), null, null, null)
                : head(ops, levels, template);
    }

    private <T> Response<T> head(Ops<T> ops, List<T> levels, T template) {
        int width = architecture.headChannels();
        long[] shape = templateShape();
        int cells = (int) (shape[2] * shape[3]);
        List<T> keys = levels(ops, template, (int) shape[1]);
        List<T> compared = new ArrayList<>();
        for (int i = 0; i < levels.size(); i++) {
            compared.add(ops.correlate(keys.get(i), levels.get(i)));
            compared.add(ops.multiply(levels.get(i), ops.meanPool(keys.get(i))));
        }
        int fused = levels.size() * cells + (int) shape[1];
        T x = ops.relu(ops.conv(
                "head.fuse", ops.concat(compared), Conv.same(fused, width, 1).normed()));
        T what = tower(ops, "head.score", x, width);
        T where = tower(ops, "head.box", x, width);
        T score = ops.conv("head.score.out", what, Conv.same(width, 1, 3));
        T quality = ops.conv("head.quality.out", where, Conv.same(width, 1, 3));
        T box = ops.exp(ops.conv("head.box.out", where, Conv.same(width, 4, 3)));
        return new Response<>(joined(ops, levels), score, quality, box);
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
