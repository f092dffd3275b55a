package dev.twintrack.training.evaluate;

import dev.twintrack.Device;
import dev.twintrack.TrackerOptions;
import dev.twintrack.TwintrackException;
import dev.twintrack.Verb;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code twintrack evaluate}: runs trackers on a benchmark, or scores results that exist, and writes a report. */
@Command(name = "evaluate", description = "Measure trackers by the protocols of the field.")
public final class EvaluateVerb implements Verb {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DATASET_DIR", description = "Folder of the data set.")
    private Path dataset;

    @Option(
            names = "--layout",
            required = true,
            description = "How the data set lies on the disk: ${COMPLETION-CANDIDATES}.")
    private Layout layout;

    @Option(
            names = "--trackers",
            split = ",",
            paramLabel = "NAME",
            description = "Trackers to run: twin, csrt, kcf, mil, mosse, medianflow, nano, vit.")
    private List<String> trackers = List.of();

    @Option(
            names = "--results",
            split = ",",
            paramLabel = "DIR",
            description = "Folders of result files to score instead.")
    private List<Path> results = List.of();

    @Option(names = "--one-based", description = "The result files count pixels from 1.")
    private boolean oneBased;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder for the report and the results.")
    private Path out;

    @Option(names = "--protocol", description = "Protocol.")
    private Optional<String> protocol;

    @Option(names = "--sequences", split = ",", paramLabel = "NAME", description = "Only these sequences.")
    private List<String> sequences = List.of();

    @Option(names = "--repeat", defaultValue = "1", description = "Runs of each sequence (default: ${DEFAULT-VALUE}).")
    private int repeat;

    @Option(names = "--threads", description = "Threads a tracker may use (default: the cores, at most 4).")
    private Optional<Integer> threads;

    @Option(names = "--model", paramLabel = "FILE", description = "Model file for twin (default: the bundled one).")
    private Optional<Path> model;

    @Option(names = "--nano-backbone", paramLabel = "FILE", description = "ONNX backbone for nano.")
    private Optional<Path> nanoBackbone;

    @Option(names = "--nano-head", paramLabel = "FILE", description = "ONNX head for nano.")
    private Optional<Path> nanoHead;

    @Option(names = "--vit", paramLabel = "FILE", description = "ONNX model for vit.")
    private Optional<Path> vit;

    @Option(names = "--resume", description = "Keep the results that are there and run the rest.")
    private boolean resume;

    @Override
    public Integer call() {
        List<SequenceRef> chosen = chosen(layout.list(dataset));
        Benchmark<?> benchmark = benchmark();
        List<TrackerScore> scores = new ArrayList<>();
        for (TakeSource source : sources()) {
            try (source) {
                scores.add(benchmark.score(source, chosen, Benchmark.Watcher.NONE));
            }
        }
        List<Measure> measures = new ArrayList<>(benchmark.protocol().measures());
        measures.addAll(List.of(Measure.MS_MEDIAN, Measure.MS_P95, Measure.FPS));
        print(scores, measures);
        write("report.csv", ReportCsv.of(scores, measures));
        return scores.stream().allMatch(score -> score.missing().isEmpty()) ? 0 : 1;
    }

    private Protocol<?> chosenProtocol() {
        return protocol.<Protocol<?>>map(name -> Protocols.named(name, layout))
                .orElseGet(() -> Protocols.standard(layout));
    }

    private Benchmark<?> benchmark() {
        return benchmark(chosenProtocol());
    }

    private static <S extends SequenceScore> Benchmark<S> benchmark(Protocol<S> protocol) {
        return new Benchmark<>(protocol);
    }

    private List<SequenceRef> chosen(List<SequenceRef> all) {
        if (sequences.isEmpty()) {
            return all;
        }
        return sequences.stream()
                .map(name -> all.stream()
                        .filter(one -> ResultFolder.key(one.name()).equals(ResultFolder.key(name)))
                        .findFirst()
                        .orElseThrow(() -> new TwintrackException("no sequence '%s' in %s".formatted(name, dataset))))
                .toList();
    }

    private List<TakeSource> sources() {
        List<TakeSource> all = new ArrayList<>();
        TrackerOptions options = TrackerOptions.defaults().withDevice(Device.CPU);
        options = threads.map(options::withThreads).orElse(options);
        options = model.map(options::withModel).orElse(options);
        Contender.Setup setup = new Contender.Setup(options, nanoBackbone, nanoHead, vit);
        for (String name : trackers) {
            all.add(new LiveTakes(Contender.named(name, setup), chosenProtocol(), out.resolve(name), repeat, resume));
        }
        for (Path folder : results) {
            all.addAll(ResultFolder.list(folder, oneBased ? 1 : 0));
        }
        return all;
    }

    private void print(List<TrackerScore> scores, List<Measure> measures) {
        PrintWriter writer = spec.commandLine().getOut();
        writer.printf("%-20s %5s", "tracker", "seqs");
        measures.forEach(measure -> writer.printf(" %16s", measure.title()));
        writer.println();
        for (TrackerScore score : scores) {
            writer.printf("%-20s %5d", score.tracker(), score.sequences().size());
            for (Measure measure : measures) {
                Double value = score.totals().values().get(measure);
                writer.printf(" %16s", value == null ? "-" : String.format(Locale.ROOT, "%.4f", value));
            }
            writer.println();
            score.missing().forEach(one -> writer.printf("  missing: %s: %s%n", one.sequence(), one.reason()));
            score.sequences()
                    .forEach(row -> row.notes().forEach(note -> writer.printf("  %s: %s%n", row.sequence(), note)));
        }
        writer.flush();
    }

    private void write(String name, String text) {
        try {
            Files.createDirectories(out);
            Files.writeString(out.resolve(name), text);
        } catch (IOException e) {
            throw new TwintrackException("cannot write %s".formatted(out.resolve(name)), e);
        }
    }
}
