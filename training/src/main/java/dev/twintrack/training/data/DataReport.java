package dev.twintrack.training.data;

import dev.twintrack.Box;
import dev.twintrack.Crop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a crop store holds and what is drawn from it, in words and bars. */
public final class DataReport {

    private static final int CLASSES = 20;
    private static final double[] SIDES = {16, 32, 64, 128, 256};
    private static final double[] GAPS = {1, 2, 5, 10, 20, 50, 100};
    private static final double[] SHARES = {0.02, 0.1, 0.25, 0.5, 0.75};

    private DataReport() {}

    /** Counts by data set, and what was left out. */
    public static String counts(CropStore store) {
        return Counts.of(store).table();
    }

    /** The commonest classes, the sizes of the boxes, and how much of a search region the pictures lack. */
    public static String objects(CropStore store) {
        Map<String, Integer> classes = new TreeMap<>();
        List<Histogram> histograms = new ArrayList<>();
        Map<String, List<StoredSequence>> byDataset = store.sequences().stream()
                .collect(Collectors.groupingBy(StoredSequence::dataset, TreeMap::new, Collectors.toList()));
        byDataset.forEach((dataset, sequences) -> {
            Histogram sides = new Histogram(dataset + ": side of the boxes (root of the area), pixels", SIDES);
            Histogram lack = new Histogram(dataset + ": share of the search region outside the picture", SHARES);
            for (StoredSequence sequence : sequences) {
                for (Patch patch : sequence.patches()) {
                    classes.merge(patch.label().isEmpty() ? "(none)" : patch.label(), 1, Integer::sum);
                    sides.add(Math.sqrt(patch.target().area()) * patch.region().width() / patch.width());
                    lack.add(lack(patch));
                }
            }
            histograms.add(sides);
            histograms.add(lack);
        });
        String common = classes.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(CLASSES)
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return "commonest classes: %s%n".formatted(common)
                + histograms.stream().map(Histogram::text).collect(Collectors.joining());
    }

    private static double lack(Patch patch) {
        Box region = Crop.region(patch.target(), StoreOptions.SEARCH_FACTOR);
        return 1 - region.clippedTo(patch.width(), patch.height()).area() / region.area();
    }

    /** What kinds of pairs a batch has, and how far apart in time their crops are. */
    public static String pairs(PairBatch batch) {
        int negatives = 0;
        int crowded = 0;
        Map<String, Integer> datasets = new TreeMap<>();
        Histogram gaps = new Histogram("frames between the crops of a pair of the same object", GAPS);
        for (Pair pair : batch.pairs()) {
            datasets.merge(pair.template().dataset(), 1, Integer::sum);
            crowded += pair.lookalikes().isEmpty() ? 0 : 1;
            if (pair.target().isEmpty()) {
                negatives++;
            } else {
                gaps.add(Math.abs(pair.template().frame() - pair.search().frame()));
            }
        }
        double percent = 100.0 / batch.size();
        return "%d pairs drawn, by data set %s: %.1f %% without the target, %.1f %% with other objects in view%n"
                        .formatted(batch.size(), datasets, negatives * percent, crowded * percent)
                + gaps.text();
    }
}
