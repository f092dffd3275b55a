package dev.twintrack;

import dev.twintrack.network.Architecture;
import dev.twintrack.network.ModelCard;
import dev.twintrack.network.TrackingSettings;
import dev.twintrack.network.TwinEncoder.Maps;
import dev.twintrack.network.TwinNetwork;
import java.util.List;

/**
 * Reads score, quality and box at each position. A position's rank is its score times a penalty on changes of size and
 * aspect (Li et al., "SiamRPN", CVPR 2018, section 4.3), mixed with the target's memory and the window.
 */
final class AnchorFreeLocalizer implements Localizer {

    private static final int OWN_PEAK = 3;

    private final Architecture architecture;
    private final TrackingSettings settings;
    private final int cells;
    private final float longest;
    private final double stride;
    private final double offset;
    private final float[] window;

    AnchorFreeLocalizer(ModelCard card) {
        architecture = card.architecture();
        settings = card.tracking();
        TwinNetwork network = new TwinNetwork(architecture);
        cells = (int) network.searchShape()[2];
        longest = network.reach();
        stride = network.stride();
        offset = (architecture.searchSize() - (cells - 1) * stride) / 2;
        window = Window.hann(cells);
    }

    @Override
    public List<Box> regions(Box last) {
        return List.of(Crop.region(last, architecture.searchFactor()));
    }

    @Override
    public Finding find(TargetState target, List<Box> regions, Maps maps, int first, boolean free) {
        int plane = cells * cells;
        float[] scores = probabilities(maps.score(), first * plane);
        float[] qualities = probabilities(maps.quality(), first * plane);
        Box region = regions.get(0);
        double scale = region.width() / architecture.searchSize();
        float[] familiar = target.memory().respond(maps.features(), first);
        double memoryShare = familiar == null ? 0 : settings.memoryInfluence();
        double windowShare = free ? 0 : settings.windowInfluence();
        int best = 0;
        double bestRank = -1;
        double bestPenalty = 0;
        for (int i = 0; i < plane; i++) {
            double penalty =
                    penalty(target.box(), size(maps.box(), first, i, 0) * scale, size(maps.box(), first, i, 1) * scale);
            double seen = memoryShare == 0 ? scores[i] : (1 - memoryShare) * scores[i] + memoryShare * familiar[i];
            double rank = (1 - windowShare) * penalty * seen + windowShare * window[i];
            if (rank > bestRank) {
                bestRank = rank;
                best = i;
                bestPenalty = penalty;
            }
        }
        Box box = box(target, region, maps.box(), first, best, bestPenalty * scores[best], free);
        double familiarity = familiar == null ? scores[best] : Math.min(1, Math.max(0, familiar[best]));
        Evidence evidence = new Evidence(
                scores[best],
                Evidence.around(qualities, scores, cells, best, OWN_PEAK),
                Evidence.sharpness(scores),
                Evidence.rival(scores, cells, best, OWN_PEAK),
                familiarity);
        return new Finding(box, evidence, new ScoreMap(covered(region, scale), cells, cells, scores), best);
    }

    /** Width ({@code axis} 0) or height (1) of the box at a position, in pixels of the crop. */
    private double size(float[] boxes, int crop, int cell, int axis) {
        int plane = cells * cells;
        int base = crop * 4 * plane + cell;
        return (reach(boxes[base + axis * plane]) + reach(boxes[base + (axis + 2) * plane])) * stride;
    }

    private double penalty(Box last, double width, double height) {
        double side = Crop.contextSide(new Box(0, 0, width, height)) / Crop.contextSide(last);
        double aspect = (width / Math.max(height, 1e-3)) / (last.width() / Math.max(last.height(), 1e-3));
        double change = Math.max(side, 1 / side) * Math.max(aspect, 1 / aspect);
        return Math.exp(-(change - 1) * settings.sizePenalty());
    }

    private Box box(TargetState target, Box region, float[] boxes, int crop, int cell, double trust, boolean free) {
        Box seen = target.correction().apply(decode(region, boxes, crop, cell));
        Box last = target.box();
        double rate = free ? settings.sizeRate() : trust * settings.sizeRate();
        double width = last.width() * (1 - rate) + seen.width() * rate;
        double height = last.height() * (1 - rate) + seen.height() * rate;
        return Box.around(seen.centerX(), seen.centerY(), width, height);
    }

    /** The box that the head itself puts at a position, in pixels of the frame, neither smoothed nor corrected. */
    private Box decode(Box region, float[] boxes, int crop, int cell) {
        int plane = cells * cells;
        int base = crop * 4 * plane + cell;
        double scale = region.width() / architecture.searchSize();
        double x = offset + (cell % cells) * stride;
        double y = offset + (cell / cells) * stride;
        float left = reach(boxes[base]);
        float top = reach(boxes[base + plane]);
        return new Box(
                region.x() + (x - left * stride) * scale,
                region.y() + (y - top * stride) * scale,
                (left + reach(boxes[base + 2 * plane])) * stride * scale,
                (top + reach(boxes[base + 3 * plane])) * stride * scale);
    }

    /** A distance in strides, within the network's reach. */
    private float reach(float distance) {
        return Math.min(distance, longest);
    }

    @Override
    public BoxCorrection correction(Box meant, Maps maps) {
        Box predicted = decode(regions(meant).get(0), maps.box(), 0, cells * cells / 2);
        return BoxCorrection.between(predicted, meant, settings.boxCorrection());
    }

    private Box covered(Box region, double scale) {
        double margin = (offset - stride / 2) * scale;
        double side = cells * stride * scale;
        return new Box(region.x() + margin, region.y() + margin, side, side);
    }

    private float[] probabilities(float[] logits, int from) {
        float[] probabilities = new float[cells * cells];
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = (float) (1 / (1 + Math.exp(-logits[from + i])));
        }
        return probabilities;
    }
}
