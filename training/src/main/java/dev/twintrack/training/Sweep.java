package dev.twintrack.training;

import dev.twintrack.TwintrackException;
import dev.twintrack.training.loop.TrainingLoop.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The same training with every combination of some settings, one after another.
 *
 * @param axes each {@code key=value,value,...}
 */
record Sweep(List<String> axes) {

    Sweep {
        axes = List.copyOf(axes);
        for (String axis : axes) {
            int split = axis.indexOf('=');
            if (split < 1 || split == axis.length() - 1) {
                throw new TwintrackException("sweep '%s' is not KEY=VALUE,VALUE, such as seed=1,2,3".formatted(axis));
            }
        }
    }

    /** Every combination, the last axis changing fastest, as {@code key=value} settings. */
    List<List<String>> combinations() {
        List<List<String>> combinations = List.of(List.of());
        for (String axis : axes) {
            int split = axis.indexOf('=');
            List<List<String>> longer = new ArrayList<>();
            for (List<String> begun : combinations) {
                for (String value : axis.substring(split + 1).split(",")) {
                    List<String> one = new ArrayList<>(begun);
                    one.add(axis.substring(0, split) + "=" + value.trim());
                    longer.add(one);
                }
            }
            combinations = longer;
        }
        return combinations;
    }

    /** Name of a combination's folder. */
    static String folder(List<String> combination) {
        return combination.stream()
                .map(setting -> setting.replaceAll("[^A-Za-z0-9.=_-]", "_"))
                .collect(Collectors.joining(","));
    }

    /**
     * What came of a combination.
     *
     * @param measure name of the deciding measure
     */
    record Row(List<String> combination, String measure, Result result) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%-40s best %s %.4f at step %d of %d",
                    String.join(" ", combination),
                    measure,
                    result.best(),
                    result.bestStep(),
                    result.step());
        }
    }

    /** Writes {@code sweep.csv}: a column for each axis, then the results. */
    void write(Path file, List<Row> rows) {
        List<String> lines = new ArrayList<>();
        lines.add(
                axes.stream().map(axis -> axis.substring(0, axis.indexOf('='))).collect(Collectors.joining(","))
                        + ",measure,best,best_step,steps");
        for (Row row : rows) {
            lines.add(row.combination().stream()
                            .map(setting -> setting.substring(setting.indexOf('=') + 1))
                            .collect(Collectors.joining(","))
                    + ",%s,%s,%d,%d"
                            .formatted(
                                    row.measure(),
                                    row.result().best(),
                                    row.result().bestStep(),
                                    row.result().step()));
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, lines);
        } catch (IOException e) {
            throw new TwintrackException("cannot write %s: check the folder".formatted(file), e);
        }
    }
}
