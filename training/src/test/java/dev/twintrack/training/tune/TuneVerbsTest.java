package dev.twintrack.training.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.twintrack.Verb;
import dev.twintrack.network.ModelFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The verbs over clips made by arithmetic, with the bundled model. */
class TuneVerbsTest {

    private static final String[] CLIPS = {"--source", "things=synthetic:4", "--held-back", "0.5"};

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int say(Verb verb, String... arguments) {
        return new CommandLine(verb)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((thrown, line, parsed) -> {
                    line.getErr().println(thrown.getMessage());
                    return 1;
                })
                .execute(arguments);
    }

    private static String[] with(String... arguments) {
        return Stream.concat(List.of(CLIPS).stream(), List.of(arguments).stream())
                .toArray(String[]::new);
    }

    @Test
    void cutsHaveARowEachAndTheLastIsTheirMean() {
        assertThat(say(new RehearseCommand(), with())).as(err.toString()).isZero();
        List<String> rows = out.toString().lines().skip(1).toList();
        int cuts = rows.size() - 1;
        assertThat(cuts).isBetween(3, Cut.ALL.size());
        assertThat(rows.get(cuts)).startsWith("mean");
        double mean = rows.stream()
                .limit(cuts)
                .mapToDouble(row -> value(row, 1))
                .average()
                .orElseThrow();
        assertThat(mean).isBetween(0.2, 1.0);
        assertThat(value(rows.get(cuts), 1)).isCloseTo(mean, within(1e-4));
    }

    /** The n-th number behind a row's name. */
    private static double value(String row, int n) {
        return Double.parseDouble(row.substring(44).trim().split(" +")[n]);
    }

    @Test
    void looseBoxesChangeEveryCut() {
        assertThat(say(new RehearseCommand(), with())).as(err.toString()).isZero();
        List<String> fitting = out.toString().lines().skip(1).toList();
        out.getBuffer().setLength(0);
        assertThat(say(new RehearseCommand(), with("--loose-boxes")))
                .as(err.toString())
                .isZero();
        List<String> loose = out.toString().lines().skip(1).toList();
        assertThat(loose).hasSameSizeAs(fitting).doesNotContainAnyElementsOf(fitting);
    }

    @Test
    void aModelIsBetterThanAnotherByTheDifferenceOfTheirMeans() {
        Path other = folder.resolve("other.safetensors");
        ModelFile bundled = ModelFile.bundled();
        new ModelFile(
                        bundled.card()
                                .withTracking(bundled.card().tracking().neverLost())
                                .withRanges(Map.of()),
                        bundled.weights())
                .write(other);
        assertThat(say(new RehearseCommand(), with("--model", other.toString())))
                .as(err.toString())
                .isZero();
        double others = value(last(), 1);
        out.getBuffer().setLength(0);
        assertThat(say(new RehearseCommand(), with("--against", other.toString())))
                .as(err.toString())
                .isZero();
        List<String> rows = out.toString().lines().toList();
        double own = value(rows.get(rows.size() - 2), 1);
        assertThat(own).isNotEqualTo(others);
        String wanted = "better than %s by (-?[0-9.]+), standard error ([0-9.]+|NaN) over ([0-9]+) tracks"
                .formatted(Pattern.quote(other.toString()));
        Matcher line = Pattern.compile(wanted).matcher(last());
        assertThat(line.matches()).as(last()).isTrue();
        assertThat(Double.parseDouble(line.group(1))).isCloseTo(own - others, within(2e-4));
    }

    private String last() {
        List<String> rows = out.toString().lines().toList();
        return rows.get(rows.size() - 1);
    }

    @Test
    void withoutAHeldBackVideoThereIsNothingToRehearse() {
        assertThat(say(new RehearseCommand(), "--source", "things=synthetic:1", "--held-back", "0"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("no held-back video in [things=synthetic:1]: give a larger --held-back");
    }

    @Test
    void aTunedModelHasRangesAndACalibration() {
        Path bundled = folder.resolve("bundled.safetensors");
        ModelFile.bundled().write(bundled);
        Path tuned = folder.resolve("tuned.safetensors");
        assertThat(say(
                        new TuneCommand(),
                        with(bundled.toString(), "--out", tuned.toString(), "--calibrate-only", "--frames", "12")))
                .as(err.toString())
                .isZero();
        ModelFile file = ModelFile.read(tuned);
        assertThat(file.card().ranges()).containsKey("head.fuse");
        assertThat(file.card().tracking().calibration()).hasSize(6);
        assertThat(file.card().tracking().uncertainBelow()).isEqualTo(0.5);
        assertThat(out.toString()).contains("held-back clips");
    }
}
