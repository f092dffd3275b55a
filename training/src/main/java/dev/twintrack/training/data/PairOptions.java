package dev.twintrack.training.data;

import dev.twintrack.TwintrackException;
import java.util.List;

/**
 * How pairs are drawn.
 *
 * @param templateSize side of the template crop in pixels
 * @param searchSize side of the search crop in pixels
 * @param searchFactor side of the search region in context sides (the template's is 1)
 * @param secondTemplate whether a second template of the same track is drawn
 * @param shares the mixture; empty: every data set of the store with weight 1 and gap 100
 * @param heldBack share of the sequences held back for validation
 * @param negatives share of pairs whose search crop shows another object and no target
 * @param motion shifts, scales, flips
 * @param appearance colour, blur, occlusion, look-alikes
 * @param stills filling of crops from stills
 * @param videos filling of crops from videos
 */
public record PairOptions(
        int templateSize,
        int searchSize,
        double searchFactor,
        boolean secondTemplate,
        List<Share> shares,
        double heldBack,
        double negatives,
        Motion motion,
        Appearance appearance,
        Filling stills,
        Filling videos) {

    public PairOptions {
        shares = List.copyOf(shares);
        if (templateSize < 1 || searchSize < 1 || !(searchFactor > 0)) {
            throw new TwintrackException("pairs: crops of %d and %d pixels and a search factor of %s must be positive"
                    .formatted(templateSize, searchSize, searchFactor));
        }
        if (!(heldBack >= 0 && heldBack < 1) || !(negatives >= 0 && negatives <= 1)) {
            throw new TwintrackException(
                    "pairs: heldBack %s must be in [0, 1) and negatives %s in [0, 1]".formatted(heldBack, negatives));
        }
    }

    /** The published augmentation at 127 / 255 pixels, every data set alike. */
    public static PairOptions defaults() {
        return new PairOptions(
                127,
                255,
                255.0 / 127.0,
                false,
                List.of(),
                0.1,
                0.2,
                Motion.defaults(),
                Appearance.defaults(),
                Filling.forStills(),
                Filling.forVideos());
    }

    /** The same at other sizes, the search region in proportion. */
    public PairOptions withSizes(int template, int search) {
        return new PairOptions(
                template,
                search,
                (double) search / template,
                secondTemplate,
                shares,
                heldBack,
                negatives,
                motion,
                appearance,
                stills,
                videos);
    }

    /** The same with another mixture. */
    public PairOptions withShares(Share... mixture) {
        return new PairOptions(
                templateSize,
                searchSize,
                searchFactor,
                secondTemplate,
                List.of(mixture),
                heldBack,
                negatives,
                motion,
                appearance,
                stills,
                videos);
    }

    /** The same with a second template of each track. */
    public PairOptions withSecondTemplate() {
        return new PairOptions(
                templateSize,
                searchSize,
                searchFactor,
                true,
                shares,
                heldBack,
                negatives,
                motion,
                appearance,
                stills,
                videos);
    }
}
