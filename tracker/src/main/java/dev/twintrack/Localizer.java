package dev.twintrack;

import dev.twintrack.network.Architecture.Head;
import dev.twintrack.network.ModelCard;
import dev.twintrack.network.TwinEncoder.Maps;
import java.util.List;

/** Reads a head's response: from maps over search regions to a place in the frame. Without state. */
interface Localizer {

    static Localizer of(ModelCard card) {
        return card.architecture().head() == Head.ANCHOR_FREE
                ? new AnchorFreeLocalizer(card)
                : new ScaleSearchLocalizer(card);
    }

    /** The regions of the frame to search for a target that was last seen in the box: one a search crop. */
    List<Box> regions(Box last);

    /**
     * Places the target.
     *
     * @param target what is looked for
     * @param regions the regions searched
     * @param maps the network's output
     * @param first which crop of {@code maps} shows {@code regions.get(0)}
     * @param free whether the target may be anywhere in the region, so that no place is favoured
     */
    Finding find(TargetState target, List<Box> regions, Maps maps, int first, boolean free);

    /**
     * Other places in the region that was found best that look like the target, the likest first; none from a head that does not
     * tell how large the thing at each place is.
     *
     * @param crop which crop of {@code maps} shows the region
     * @param found the place that was chosen
     */
    List<Finding> rivals(TargetState target, Box region, Maps maps, int crop, Finding found);

    /**
     * How the head's box differs from the one that was given on the first frame.
     *
     * @param maps of the one region around {@code meant}
     */
    BoxCorrection correction(Box meant, Maps maps);
}
