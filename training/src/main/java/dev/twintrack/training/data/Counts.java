package dev.twintrack.training.data;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How much of what a store holds, by data set. */
final class Counts {

    private static final class Row {
        int sequences;
        int tracks;
        int patches;
        long bytes;
        final Set<String> labels = new HashSet<>();
        final Skips skips = new Skips();
    }

    private final Map<String, Row> rows = new TreeMap<>();

    private Counts() {}

    static Counts of(CropStore store) {
        Counts counts = new Counts();
        for (StoredSequence sequence : store.sequences()) {
            Row row = counts.rows.computeIfAbsent(sequence.dataset(), name -> new Row());
            Set<Integer> tracks = new HashSet<>();
            for (Patch patch : sequence.patches()) {
                tracks.add(patch.track());
                row.labels.add(patch.label());
                row.bytes += patch.bytes();
            }
            row.sequences++;
            row.tracks += tracks.size();
            row.patches += sequence.patches().size();
            row.skips.addAll(sequence.skipped());
        }
        return counts;
    }

    /** A line for each data set, and one for each reason that left something out. */
    String table() {
        StringBuilder text = new StringBuilder("%-16s %10s %10s %10s %10s %10s%n"
                .formatted("data set", "sequences", "tracks", "crops", "classes", "MB"));
        rows.forEach((name, row) -> {
            text.append("%-16s %10d %10d %10d %10d %10d%n"
                    .formatted(name, row.sequences, row.tracks, row.patches, row.labels.size(), row.bytes / 1_000_000));
            row.skips.counts().forEach((reason, count) -> text.append("  left out: %s: %d%n".formatted(reason, count)));
        });
        return text.toString();
    }
}
