package dev.twintrack.network;

import dev.twintrack.TwintrackException;

/**
 * What a twin network looks like, without its weights: part of every model's card.
 *
 * @param trunk the layers that see pixels
 * @param stage how deep the trunk is cut off; see {@link Trunk}
 * @param head how template and search features become a response
 * @param templateSize side of the template crop in pixels
 * @param searchSize side of the search crop in pixels; shows the same scale as the template crop
 * @param channels channels of the embedding; 0 keeps the trunk's own, without a neck
 * @param templateCells side of the central part of the template's features that is correlated
 * @param headChannels width of the anchor-free head
 * @param headLayers 3 × 3 layers in each of its two towers
 * @param detail channels of a second embedding, of the trunk's last features at half the stride; 0 for none. It is correlated by
 *     itself, so that how a thing is coloured and grained speaks beside what it is
 * @param focus how far template cells outside the target's box are faded, in {@code [0, 1]}; see {@link dev.twintrack.TemplateFocus}
 */
public record Architecture(
        Trunk trunk,
        int stage,
        Head head,
        int templateSize,
        int searchSize,
        int channels,
        int templateCells,
        int headChannels,
        int headLayers,
        int detail,
        double focus) {

    /** How template and search features become a response. */
    public enum Head {
        /** Plain cross-correlation, one value a position (SiamFC); scale by searching several sizes. */
        CORRELATION,
        /** Pixel-wise correlation, then a score, a quality and a box at each position. */
        ANCHOR_FREE
    }

    public Architecture {
        if (trunk == null || head == null) {
            throw new TwintrackException("architecture names no trunk or no head");
        }
        if (templateSize < 31 || searchSize <= templateSize || searchSize > 1023) {
            throw new TwintrackException("template size %d and search size %d: want 31 <= template < search <= 1023"
                    .formatted(templateSize, searchSize));
        }
        if (channels < 0
                || detail < 0
                || templateCells < 1
                || headLayers < 0
                || (head == Head.ANCHOR_FREE && headChannels < 1)) {
            throw new TwintrackException("architecture has a negative or missing layer size");
        }
        if (!(focus >= 0 && focus <= 1)) {
            throw new TwintrackException("architecture has a focus of %s: want 0 to 1".formatted(focus));
        }
    }

    /** An architecture without detail, that looks at the whole template alike. */
    public Architecture(
            Trunk trunk,
            int stage,
            Head head,
            int templateSize,
            int searchSize,
            int channels,
            int templateCells,
            int headChannels,
            int headLayers) {
        this(trunk, stage, head, templateSize, searchSize, channels, templateCells, headChannels, headLayers, 0, 0);
    }

    /** How many context sides the search crop covers. */
    public double searchFactor() {
        return (double) searchSize / templateSize;
    }
}
