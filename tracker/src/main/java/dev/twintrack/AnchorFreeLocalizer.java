package dev.twintrack;

import dev.twintrack.network.Architecture;
import dev.twintrack.network.ModelCard;
import dev.twintrack.network.TrackingSettings;
import dev.twintrack.network.TwinEncoder.Maps;
import dev.twintrack.network.TwinNetwork;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads score, quality and box at each position. A position's rank is its score times a penalty on changes of size and
 * aspect (Li et al., "SiamRPN", CVPR 2018, section 4.3), mixed with the target's memory and the window.
 */
final class AnchorFreeLocalizer implements Localizer {

    private static final int OWN_PEAK = 3;

    /** Rivals that are told, the cells (Chebyshev) that lie between two of them at least, and their least share of the score. */
    private static final int RIVALS = 2;

    private static final int APART = 2;
    private static final double FAINT = 0.02;

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
        Box region = regions.get(0);
        float[] familiar = target.memory().respond(maps.features(), first);
        double memoryShare = familiar == null ? 0 : settings.memoryInfluence();
        double windowShare = free ? 0 : settings.windowInfluence();
        int best = 0;
        double bestRank = -1;
        for (int i = 0; i < plane; i++) {
            double penalty = penalty(target, region, maps, first, i);
            double seen = memoryShare == 0 ? scores[i] : (1 - memoryShare) * scores[i] + memoryShare * familiar[i];
            double rank = (1 - windowShare) * penalty * seen + windowShare * window[i];
            if (rank > bestRank) {
                bestRank = rank;
                best = i;
            }
        }
        return finding(target, region, maps, first, scores, familiar, best, free);
    }

    @Override
    public List<Finding> rivals(TargetState target, Box region, Maps maps, int crop, Finding found) {
        float[] scores = found.map().scores();
        float[] familiar = target.memory().respond(maps.features(), crop);
        List<Integer> peaks = new ArrayList<>(List.of(found.peak()));
        while (peaks.size() <= RIVALS) {
            int next = highestApart(scores, peaks);
            if (next < 0 || scores[next] < FAINT * scores[found.peak()]) {
                break;
            }
            peaks.add(next);
        }
        return peaks.stream()
                .skip(1)
                .map(peak -> finding(target, region, maps, crop, scores, familiar, peak, false))
                .toList();
    }

    /** The cell with the highest score among those that are not about one of the peaks; -1 when there is none. */
    private int highestApart(float[] scores, List<Integer> peaks) {
        int highest = -1;
        for (int i = 0; i < scores.length; i++) {
            int cell = i;
            boolean apart = peaks.stream().allMatch(peak -> Evidence.distance(peak, cell, cells) > APART);
            if (apart && (highest < 0 || scores[i] > scores[highest])) {
                highest = i;
            }
        }
        return highest;
    }

    private Finding finding(
            TargetState target,
            Box region,
            Maps maps,
            int crop,
            float[] scores,
            float[] familiar,
            int cell,
            boolean free) {
        float[] qualities = probabilities(maps.quality(), crop * cells * cells);
        double trust = penalty(target, region, maps, crop, cell) * scores[cell];
        double familiarity = familiar == null ? scores[cell] : Math.min(1, Math.max(0, familiar[cell]));
        Evidence evidence = new Evidence(
                scores[cell],
                Evidence.around(qualities, scores, cells, cell, OWN_PEAK),
                Evidence.sharpness(scores),
                Evidence.rival(scores, cells, cell, OWN_PEAK),
                familiarity);
        double scale = region.width() / architecture.searchSize();
        return new Finding(
                box(target, region, maps.box(), crop, cell, trust, free),
                evidence,
                new ScoreMap(covered(region, scale), cells, cells, scores),
                cell);
    }

    /** Width ({@code axis} 0) or height (1) of the box at a position, in pixels of the crop. */
    private double size(float[] boxes, int crop, int cell, int axis) {
        int plane = cells * cells;
        int base = crop * 4 * plane + cell;
        return (reach(boxes[base + axis * plane]) + reach(boxes[base + (axis + 2) * plane])) * stride;
    }

    /** What a change of size and aspect at a position costs, in {@code (0, 1]}: 1 for none. */
    private double penalty(TargetState target, Box region, Maps maps, int crop, int cell) {
        double scale = region.width() / architecture.searchSize();
        return penalty(target.box(), size(maps.box(), crop, cell, 0) * scale, size(maps.box(), crop, cell, 1) * scale);
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
