package dev.twintrack;

import dev.twintrack.network.Architecture;
import dev.twintrack.network.ModelCard;
import dev.twintrack.network.TrackingSettings;
import dev.twintrack.network.TwinEncoder.Maps;
import dev.twintrack.network.TwinNetwork;
import java.util.ArrayList;
import java.util.List;

/**
 * SiamFC's way: the template's features slide over those of the same region at several sizes; the best place of the best
 * size is the target's (Bertinetto et al., 2016, section 3). The aspect of the box never changes.
 */
final class ScaleSearchLocalizer implements Localizer {

    private static final double OTHER_SCALE_PENALTY = 0.97;
    private static final int OWN_PEAK = 5;

    private final Architecture architecture;
    private final TrackingSettings settings;
    private final int channels;
    private final int searchCells;
    private final int templateCells;
    private final int cells;
    private final double stride;
    private final float[] window;

    ScaleSearchLocalizer(ModelCard card) {
        architecture = card.architecture();
        settings = card.tracking();
        TwinNetwork network = new TwinNetwork(architecture);
        channels = network.embeddingChannels();
        searchCells = (int) network.searchShape()[2];
        templateCells = (int) network.templateShape()[2];
        cells = searchCells - templateCells + 1;
        stride = network.stride();
        window = Window.hann(cells);
    }

    @Override
    public List<Box> regions(Box last) {
        List<Box> regions = new ArrayList<>();
        for (int s = -settings.scales() / 2; s <= settings.scales() / 2; s++) {
            regions.add(Crop.region(last, architecture.searchFactor() * Math.pow(settings.scaleStep(), s)));
        }
        return regions;
    }

    @Override
    public Finding find(TargetState target, List<Box> regions, Maps maps, int first, boolean free) {
        int middle = regions.size() / 2;
        float[][] responses = new float[regions.size()][];
        int bestScale = middle;
        int best = 0;
        double bestRank = Double.NEGATIVE_INFINITY;
        for (int s = 0; s < regions.size(); s++) {
            responses[s] = Correlation.cosine(
                    target.template(), templateCells, maps.features(), first + s, searchCells, channels);
            double penalty = s == middle ? 1 : OTHER_SCALE_PENALTY;
            double[] rank = rank(responses[s], penalty, free);
            if (rank[1] > bestRank) {
                bestRank = rank[1];
                best = (int) rank[0];
                bestScale = s;
            }
        }
        float[] map = responses[bestScale];
        float[] relative = new float[map.length];
        for (int i = 0; i < map.length; i++) {
            relative[i] = Math.min(1, Math.max(0, map[i]));
        }
        Box region = regions.get(bestScale);
        Evidence evidence = new Evidence(
                relative[best],
                relative[best],
                Evidence.sharpness(map),
                Evidence.rival(relative, cells, best, OWN_PEAK),
                relative[best]);
        double scale = region.width() / architecture.searchSize();
        double side = cells * stride * scale;
        ScoreMap scoreMap =
                new ScoreMap(Box.around(region.centerX(), region.centerY(), side, side), cells, cells, relative);
        return new Finding(box(target.box(), region, map, best, bestScale - middle), evidence, scoreMap, best);
    }

    @Override
    public List<Finding> rivals(TargetState target, Box region, Maps maps, int crop, Finding found) {
        return List.of();
    }

    @Override
    public BoxCorrection correction(Box meant, Maps maps) {
        return BoxCorrection.NONE;
    }

    /** The best cell, and its response above the map's lowest in units of the map's sum, windowed. */
    private double[] rank(float[] map, double penalty, boolean free) {
        float low = Float.POSITIVE_INFINITY;
        double sum = 0;
        for (float value : map) {
            low = Math.min(low, value);
        }
        double windowSum = 0;
        for (int i = 0; i < map.length; i++) {
            sum += map[i] - low;
            windowSum += window[i];
        }
        double share = free ? 0 : settings.windowInfluence();
        int best = 0;
        double bestRank = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < map.length; i++) {
            // The penalty applies to the raw response, so that sizes compare before each map is normalised.
            double response = (map[i] * penalty - low) / Math.max(sum, 1e-9);
            double rank = (1 - share) * response + share * window[i] / windowSum;
            if (rank > bestRank) {
                bestRank = rank;
                best = i;
            }
        }
        return new double[] {best, bestRank};
    }

    private Box box(Box last, Box region, float[] map, int best, int scaleSteps) {
        double scale = region.width() / architecture.searchSize();
        int row = best / cells;
        int column = best % cells;
        double middle = (cells - 1) / 2.0;
        double dx = column - middle + Correlation.peakOffset(map, cells, best, 1);
        double dy = row - middle + Correlation.peakOffset(map, cells, best, cells);
        double size = 1 - settings.sizeRate() + settings.sizeRate() * Math.pow(settings.scaleStep(), scaleSteps);
        return Box.around(
                last.centerX() + dx * stride * scale,
                last.centerY() + dy * stride * scale,
                last.width() * size,
                last.height() * size);
    }
}
